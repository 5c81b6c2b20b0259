package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Problem;

/** Turns what the parser noticed into reports. */
final class ProblemReports {
  private ProblemReports() {}

  /** Reports a problem; the span of a whole instruction is cut to its first line. */
  static Reporter.Hit report(DockerfileFacts facts, Reporter report, Problem problem) {
    SourceText source = facts.source();
    Span span = problem.span();
    Span line = source.lineSpan(source.line(span.start()));
    Span narrow =
        span.end() > line.end() && span.start() < line.end()
            ? new Span(span.start(), line.end())
            : span;
    String subject =
        switch (problem.kind()) {
          case EMPTY_FILE, TOO_MANY -> "file";
          case LINE_TOO_LONG -> "line";
          case DIRECTIVE -> "directive";
          case HEREDOC -> "heredoc";
          case JSON -> "json";
          case EMPTY_CONTINUATION -> "continuation";
          default -> source.text(new Span(narrow.start(), Math.min(narrow.end(), line.end())));
        };
    return report.at(narrow, subject, problem.text());
  }
}
