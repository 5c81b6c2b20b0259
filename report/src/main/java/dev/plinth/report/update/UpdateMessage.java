package dev.plinth.report.update;

import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import java.util.List;
import java.util.Locale;

/** What a commit or a request says of moves: a subject line, and Markdown below it. */
public final class UpdateMessage {
  private static final int MOST_PLACES = 50;

  private UpdateMessage() {}

  /** One line of at most some seventy characters. */
  public static String subject(List<UpdateReport.Row> rows) {
    if (rows.size() != 1) {
      return "Update " + rows.size() + " images";
    }
    ImagePlan plan = rows.getFirst().plan();
    ImagePlan.Move move = plan.move();
    String name = plan.name().substring(plan.name().lastIndexOf('/') + 1);
    String tag = move == null ? plan.tag() : move.tag();
    boolean same = move == null || move.tag().equals(plan.tag());
    return same ? "Refresh " + name + ":" + tag : "Update " + name + " to " + tag;
  }

  /** The subject, what moves and why, and the trailer that says whose it is. */
  public static String commit(List<UpdateReport.Row> rows, String trailer, String group) {
    return subject(rows) + "\n\n" + body(rows) + "\n" + trailer + ": " + group + "\n";
  }

  /** What moves and why, as Markdown. */
  public static String body(List<UpdateReport.Row> rows) {
    StringBuilder out = new StringBuilder();
    for (UpdateReport.Row row : rows) {
      ImagePlan plan = row.plan();
      ImagePlan.Move move = plan.move();
      if (move == null) {
        continue;
      }
      out.append("- `").append(plan.name()).append("`: ").append(UpdateWords.move(plan, move));
      out.append(move.reason().isEmpty() ? "" : ", " + move.reason()).append('\n');
      Effect effect = row.effect();
      if (effect != null) {
        for (String part : UpdateWords.effect(effect)) {
          out.append("  - ").append(part).append('\n');
        }
        String urgency = effect.urgency().word().toLowerCase(Locale.ROOT);
        if (!effect.reason().isEmpty()) {
          out.append("  - urgency: ").append(urgency).append(", ").append(effect.reason());
          out.append('\n');
        }
      }
      int places = plan.uses().size();
      out.append("  - ").append(places).append(places == 1 ? " place" : " places").append(": ");
      for (int i = 0; i < Math.min(MOST_PLACES, places); i++) {
        ImagePlan.Use use = plan.uses().get(i);
        out.append(i == 0 ? "" : ", ").append(use.file()).append(':').append(use.line());
      }
      out.append(places > MOST_PLACES ? ", …\n" : "\n");
      if (!row.owners().isEmpty()) {
        out.append("  - owners: ").append(String.join(" ", row.owners())).append('\n');
      }
    }
    return out.toString();
  }
}
