package dev.plinth.report.inspect;

import dev.plinth.bases.debug.DebugStory;
import java.util.List;

/**
 * How to look into containers of an image, to be written.
 *
 * @param tool the version of the program
 * @param image what it is called
 * @param notices what else to know, sentences without a final stop
 */
public record DebugReport(String tool, String image, DebugStory story, List<String> notices) {
  /** Keeps its own copy. */
  public DebugReport {
    notices = List.copyOf(notices);
  }
}
