package dev.plinth.report.evaluate;

import dev.plinth.bases.evaluate.Criterion;
import dev.plinth.bases.evaluate.Evaluation;
import dev.plinth.bases.evaluate.Evidence;
import dev.plinth.bases.evaluate.Result;
import dev.plinth.bases.evaluate.Score;
import dev.plinth.report.text.Lines;
import dev.plinth.report.text.MarkdownText;

/** An evaluation for a page or a pull request: a table of points, then the evidence. */
public final class EvaluationMarkdown {
  private static final int LONGEST = 300;

  private EvaluationMarkdown() {}

  /** The text. */
  public static String of(EvaluationReport report) {
    Evaluation evaluation = report.evaluation();
    StringBuilder out = new StringBuilder("## Candidates\n\n| criterion | weight |");
    for (Result each : evaluation.results()) {
      out.append(' ').append(MarkdownText.code(each.target())).append(" |");
    }
    out.append("\n|---|--:|").append("--:|".repeat(evaluation.results().size())).append('\n');
    for (Criterion criterion : Criterion.values()) {
      out.append("| ").append(criterion.word()).append(" | ");
      out.append(evaluation.weights().of(criterion)).append(" |");
      for (Result each : evaluation.results()) {
        Score score = each.score(criterion);
        out.append(' ')
            .append(score == null ? "not read" : score.known() ? "" + score.points() : "*unknown*")
            .append(" |");
      }
      out.append('\n');
    }
    out.append("| **total** | |");
    for (Result each : evaluation.results()) {
      out.append(' ')
          .append(
              !each.read() ? "not read" : each.hasTotal() ? "**" + each.total() + "**" : "*none*")
          .append(" |");
    }
    out.append("\n| weight known | |");
    for (Result each : evaluation.results()) {
      out.append(' ').append(each.known()).append(" % |");
    }
    out.append("\n\n").append(MarkdownText.of(String.join(" ", evaluation.order()))).append('\n');
    if (!evaluation.whole()) {
      out.append("\n**Partial:** not every candidate could be read whole.\n");
    }
    for (Result each : evaluation.results()) {
      evidence(each, out);
    }
    out.append("\nAges by ").append(evaluation.today());
    out.append("; advisories: ");
    out.append(
        report.advisories().isEmpty()
            ? "none"
            : MarkdownText.of(String.join(", ", report.advisories())));
    return out.append(".\n").toString();
  }

  private static void evidence(Result result, StringBuilder out) {
    out.append("\n### ").append(MarkdownText.code(result.target())).append("\n\n");
    if (!result.read()) {
      out.append("Could not be read: ")
          .append(MarkdownText.of(result.failure() + "; " + result.next()))
          .append(".\n");
      return;
    }
    if (result.problems() > 0) {
      out.append("Partial: of it could not be read: ").append(result.problems()).append(".\n\n");
    }
    for (Score score : result.scores()) {
      out.append("- **").append(score.criterion().word()).append("**: ");
      out.append(score.known() ? score.points() + " of 100" : "*unknown*").append('\n');
      for (Evidence each : score.evidence()) {
        out.append("  - ").append(mark(each)).append(' ');
        out.append(MarkdownText.of(Lines.atMost(Lines.safe(each.text()), LONGEST)));
        if (each.of() > 0 && each.earned() >= 0) {
          out.append(" (").append(each.earned()).append(" of ").append(each.of()).append(')');
        }
        out.append('\n');
      }
    }
  }

  private static String mark(Evidence evidence) {
    return switch (evidence.standing()) {
      case FOR -> "for:";
      case AGAINST -> "against:";
      case UNKNOWN -> "unknown:";
      case NOTE -> "note:";
    };
  }
}
