package dev.plinth.checks.mend;

import dev.plinth.checks.lint.LintedFile;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix.Safety;
import java.util.List;

/**
 * What became of one file.
 *
 * @param original the text as it was, with its findings
 * @param result the mended text, with the findings that are left
 * @param applied what was done, in the order in which it was
 * @param refused what was proposed for what is left and could not be proved
 * @param whole false where more is proposed, and was not tried after so many passes
 */
public record Mended(
    LintedFile original,
    LintedFile result,
    List<Applied> applied,
    List<Refused> refused,
    boolean whole) {
  /** Keeps its own copies. */
  public Mended {
    applied = List.copyOf(applied);
    refused = List.copyOf(refused);
  }

  /** The text as it was. */
  public SourceText before() {
    return original.source();
  }

  /** The text as it is then. */
  public SourceText after() {
    return result.source();
  }

  /** Whether anything is different. */
  public boolean changed() {
    return !applied.isEmpty();
  }

  /**
   * A change that was made.
   *
   * @param rule whose finding it removed
   * @param line of the finding, in the text as it then was
   * @param description an imperative sentence without a final stop
   * @param safety whether somebody should look
   */
  public record Applied(String rule, int line, String description, Safety safety) {}

  /**
   * A change that was not made.
   *
   * @param line of the finding in the mended text
   * @param reason a sentence without a final stop
   */
  public record Refused(String rule, int line, String description, String reason) {}
}
