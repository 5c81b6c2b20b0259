package dev.plinth.report.evaluate;

import dev.plinth.bases.evaluate.Criterion;
import dev.plinth.bases.evaluate.Evaluation;
import dev.plinth.bases.evaluate.Evidence;
import dev.plinth.bases.evaluate.Result;
import dev.plinth.bases.evaluate.Score;
import dev.plinth.report.text.Lines;
import java.util.ArrayList;
import java.util.List;

/**
 * An evaluation for people: the points in a table, the evidence in a column for each candidate, or
 * one below the other where there are too many for the width.
 */
public final class EvaluationText {
  /** Narrower columns break every second word. */
  private static final int LEAST_COLUMN = 24;

  /** What most candidates begin with says nothing of them. */
  private static final String REGISTRY = "registry:";

  private static final int GAP = 2;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_EVIDENCE = 160;
  private static final int LABEL = 12;

  private final Evaluation evaluation;
  private final EvaluationReport report;
  private final int width;
  private final StringBuilder out = new StringBuilder();

  private EvaluationText(EvaluationReport report, int columns) {
    this.report = report;
    this.evaluation = report.evaluation();
    this.width = Math.clamp(columns, 60, 200);
  }

  /** The text, no line of it wider than that unless it is below 60. */
  public static String of(EvaluationReport report, int columns) {
    return new EvaluationText(report, columns).text();
  }

  private String text() {
    List<Result> results = evaluation.results();
    int count = results.size();
    int column = (width - GAP * (count - 1)) / count;
    if (count > 1 && column >= LEAST_COLUMN) {
      sideBySide(new Columns(column, GAP), column);
    } else {
      overview();
      for (Result each : results) {
        block(each);
      }
    }
    order();
    return out.toString();
  }

  private void sideBySide(Columns columns, int column) {
    List<List<String>> names = new ArrayList<>();
    List<List<String>> totals = new ArrayList<>();
    int rank = 0;
    for (Result each : evaluation.results()) {
      names.add(Columns.wrap(++rank + ". " + name(each), column, "   "));
      totals.add(Columns.wrap(total(each), column, ""));
    }
    columns.row(names, out);
    columns.row(totals, out);
    List<List<String>> failures = new ArrayList<>();
    boolean failed = false;
    for (Result each : evaluation.results()) {
      failed |= !note(each).isEmpty();
      failures.add(note(each).isEmpty() ? List.of() : Columns.wrap(note(each), column, ""));
    }
    if (failed) {
      columns.row(failures, out);
    }
    for (Criterion criterion : Criterion.values()) {
      out.append('\n').append(heading(criterion)).append('\n');
      List<List<String>> cells = new ArrayList<>();
      for (Result each : evaluation.results()) {
        Score score = each.score(criterion);
        cells.add(score == null ? List.of("not read") : cell(score, column));
      }
      columns.row(cells, out);
    }
    out.append('\n');
  }

  private static List<String> cell(Score score, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(points(score));
    for (Evidence each : score.evidence()) {
      lines.addAll(Columns.wrap(mark(each) + " " + shown(each), width, "  "));
    }
    return lines;
  }

  private void overview() {
    int rank = 0;
    for (Result each : evaluation.results()) {
      String line = ++rank + ". " + name(each) + ": " + total(each);
      StringBuilder points = new StringBuilder();
      for (Score score : each.scores()) {
        points.append(points.isEmpty() ? "   " : ", ").append(score.criterion().word());
        points.append(' ').append(score.known() ? "" + score.points() : "?");
      }
      for (String part : Columns.wrap(line, width, "   ")) {
        out.append(part).append('\n');
      }
      if (evaluation.results().size() > 1 && !points.isEmpty()) {
        for (String part : Columns.wrap(points.substring(3), width - 3, "")) {
          out.append("   ").append(part).append('\n');
        }
      }
    }
  }

  private void block(Result result) {
    if (evaluation.results().size() > 1) {
      out.append('\n').append(name(result)).append('\n');
    }
    if (!note(result).isEmpty()) {
      lines(note(result), "  ", "  ");
    }
    for (Score score : result.scores()) {
      out.append("  ").append(score.criterion().word());
      out.append(" ".repeat(LABEL - score.criterion().word().length()));
      out.append(points(score)).append(", weight ");
      out.append(evaluation.weights().of(score.criterion())).append('\n');
      for (Evidence each : score.evidence()) {
        lines(mark(each) + " " + shown(each) + earned(each), "    ", "      ");
      }
    }
  }

  private static String earned(Evidence evidence) {
    return evidence.of() > 0 && evidence.of() < 100 && evidence.earned() >= 0
        ? " (" + evidence.earned() + " of " + evidence.of() + ")"
        : "";
  }

  private void lines(String text, String first, String rest) {
    List<String> lines = Columns.wrap(text, width - rest.length(), "");
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? first : rest).append(lines.get(i)).append('\n');
    }
  }

  private void order() {
    if (evaluation.results().size() == 1 || out.charAt(out.length() - 2) != '\n') {
      out.append('\n');
    }
    lines(Lines.safe(String.join(" ", evaluation.order())), "", "");
    if (!evaluation.whole()) {
      lines("Partial: not every candidate could be read whole.", "", "");
    }
    lines(
        "Weights: "
            + evaluation.weights().profile()
            + ". Ages by "
            + evaluation.today()
            + ". Advisories: "
            + (report.advisories().isEmpty() ? "none" : String.join(", ", report.advisories()))
            + ". How points come about: docs/evaluate.md.",
        "",
        "");
  }

  private String heading(Criterion criterion) {
    int weight = evaluation.weights().of(criterion);
    return criterion.word().toUpperCase(java.util.Locale.ROOT) + ", weight " + weight;
  }

  private static String name(Result result) {
    String target = result.target();
    String shown = target.startsWith(REGISTRY) ? target.substring(REGISTRY.length()) : target;
    return Lines.atMost(Lines.safe(shown), LONGEST_NAME);
  }

  private static String points(Score score) {
    return score.known() ? score.points() + " of 100" : "unknown";
  }

  private static String total(Result result) {
    if (!result.read()) {
      return "not read";
    }
    String known = result.known() == 100 ? "" : ", " + result.known() + " % of the weight known";
    return (result.hasTotal() ? "total " + result.total() + " of 100" : "no total") + known;
  }

  private static String note(Result result) {
    if (!result.read()) {
      return Lines.safe(result.failure() + "; " + result.next());
    }
    Result.Identity identity = result.identity();
    String platform =
        identity == null || identity.platformNote().isEmpty()
            ? ""
            : Lines.safe(identity.platformNote());
    String problems = result.problems() == 0 ? "" : "partial: unreadable: " + result.problems();
    return platform.isEmpty() || problems.isEmpty()
        ? platform + problems
        : platform + "; " + problems;
  }

  private static String mark(Evidence evidence) {
    return switch (evidence.standing()) {
      case FOR -> "+";
      case AGAINST -> "-";
      case UNKNOWN -> "?";
      case NOTE -> "*";
    };
  }

  private static String shown(Evidence evidence) {
    return Lines.atMost(Lines.safe(evidence.text()), LONGEST_EVIDENCE);
  }
}
