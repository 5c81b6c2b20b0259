package dev.plinth.report.evaluate;

import dev.plinth.bases.evaluate.Evaluation;
import java.util.List;

/**
 * An evaluation, and what it was made with.
 *
 * @param tool Plinth's version
 * @param evaluation the candidates in order
 * @param advisories where the advisories came from, each with of when they are
 */
public record EvaluationReport(String tool, Evaluation evaluation, List<String> advisories) {
  /** The formats' names. */
  public static final List<String> FORMATS = List.of("text", "json", "markdown");

  /** Keeps its own copy. */
  public EvaluationReport {
    advisories = List.copyOf(advisories);
  }
}
