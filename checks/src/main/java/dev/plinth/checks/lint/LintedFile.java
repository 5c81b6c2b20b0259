package dev.plinth.checks.lint;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Finding;
import java.util.List;
import java.util.Map;

/**
 * What was found in one file.
 *
 * @param name as given
 * @param source its bytes
 * @param findings in the order of their places
 * @param silenced what comments set aside, in the same order
 * @param notices on comments that set nothing aside, with the line
 * @param masks what must not be shown of the file
 * @param unchecked what could not be found out, and why: sentences without a final stop
 * @param more rules that found more than is kept, by their IDs, with how many more
 */
public record LintedFile(
    String name,
    SourceText source,
    List<Finding> findings,
    List<Silenced> silenced,
    List<Notice> notices,
    List<Span> masks,
    List<String> unchecked,
    Map<String, Integer> more) {
  /** Keeps its own copies. */
  public LintedFile {
    findings = List.copyOf(findings);
    silenced = List.copyOf(silenced);
    notices = List.copyOf(notices);
    masks = List.copyOf(masks);
    unchecked = List.copyOf(unchecked);
    more = Map.copyOf(more);
  }

  /**
   * A finding that a comment sets aside.
   *
   * @param reason empty where the comment gives none
   * @param line the comment's
   */
  public record Silenced(Finding finding, String reason, int line) {}

  /** Something to say of a line, without a final stop. */
  public record Notice(int line, String text) {}
}
