package dev.plinth.report.inspect;

import dev.plinth.bases.inspect.Inspection;
import java.util.List;

/**
 * What an image is, to be written.
 *
 * @param tool the version of the program
 * @param hidden where secrets stood that are not shown
 * @param notices what else to know, sentences without a final stop
 */
public record InspectReport(
    String tool, Inspection inspection, List<String> hidden, List<String> notices) {
  /** Keeps its own copies. */
  public InspectReport {
    hidden = List.copyOf(hidden);
    notices = List.copyOf(notices);
  }
}
