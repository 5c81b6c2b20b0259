package dev.plinth.report.update;

import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.report.Line;
import dev.plinth.report.Page;
import dev.plinth.report.ReportContext;
import dev.plinth.report.places.PlaceReport;
import dev.plinth.report.text.Style;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves of images for people: image by image, with what each brings and where it stands. */
public final class UpdateText {
  private static final int INDENT = 2;
  private static final int PLACES = 6;

  /** What takes more than a line is said once, though several images bring it. */
  private static final int REPEATED = 72;

  private final UpdateReport report;
  private final Page page;
  private final boolean details;

  /** What moves bring, and the image of which it was said. */
  private final Map<String, String> told = new HashMap<>();

  private UpdateText(UpdateReport report, Page page, boolean details) {
    this.report = report;
    this.page = page;
    this.details = details;
  }

  /** Writes it. */
  public static void write(UpdateReport report, ReportContext context, OutputStream out)
      throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new UpdateText(report, new Page(writer, context), context.details()).write();
    writer.flush();
  }

  private void write() throws IOException {
    for (UpdateReport.Row row : report.rows()) {
      boolean loud =
          row.plan().state() == ImagePlan.State.MOVES
              || !row.plan().notes().isEmpty()
              || row.plan().ended(report.today());
      if (loud || details) {
        row(row);
      }
    }
    for (PlaceReport.Unread each : report.unread()) {
      page.line(0).hang(2).add("! " + each.file() + ": " + each.reason(), Style.CAUTION).end();
    }
    summary();
  }

  private void row(UpdateReport.Row row) throws IOException {
    ImagePlan plan = row.plan();
    page.line(0).add(shown(plan), Style.STRONG).end();
    LocalDate ends = plan.ends();
    if (ends != null && ends.isBefore(report.today())) {
      String when = ends.equals(LocalDate.MIN) ? "has ended" : "ended on " + ends;
      page.line(INDENT).add(plan.release() + " " + when, Style.HIGH).end();
    }
    if (plan.state() != ImagePlan.State.MOVES) {
      Line line = page.line(INDENT).hang(INDENT + 2);
      line.add(UpdateWords.state(plan));
      if (!plan.notes().isEmpty()) {
        line.add(": " + String.join("; ", plan.notes()));
      }
      line.end();
      places(row);
      page.blank();
      return;
    }
    moves(row);
    for (String note : plan.notes()) {
      page.line(INDENT).hang(INDENT + 2).add(note, Style.QUIET).end();
    }
    places(row);
    page.blank();
  }

  private static String shown(ImagePlan plan) {
    return plan.name() + (plan.tag().isEmpty() ? "" : ":" + plan.tag());
  }

  private void moves(UpdateReport.Row row) throws IOException {
    ImagePlan plan = row.plan();
    boolean chosen = true;
    for (ImagePlan.Move move : new ImagePlan.Move[] {plan.update(), plan.refresh()}) {
      if (move == null) {
        continue;
      }
      Line line = page.line(INDENT).hang(INDENT + 2);
      line.add(UpdateWords.move(plan, move), chosen ? Style.GOOD : Style.PLAIN);
      if (!move.reason().isEmpty()) {
        line.add(" · " + move.reason());
      }
      line.end();
      Effect effect = chosen ? row.effect() : null;
      chosen = false;
      if (effect != null) {
        if (!effect.moved().isEmpty()) {
          page.line(INDENT + 2)
              .hang(INDENT + 4)
              .add("moves from " + effect.moved(), Style.CAUTION)
              .end();
        }
        List<String> parts = new ArrayList<>(UpdateWords.effect(effect));
        if (!effect.moved().isEmpty()) {
          parts.removeFirst();
        }
        String text = String.join(" · ", parts);
        String same = text.length() < REPEATED ? null : told.putIfAbsent(text, shown(plan));
        String effects = same == null ? text : "the same as for " + same + " above";
        page.line(INDENT + 2).hang(INDENT + 4).add(effects).end();
      }
    }
  }

  private void places(UpdateReport.Row row) throws IOException {
    List<ImagePlan.Use> uses = row.plan().uses();
    StringBuilder text = new StringBuilder();
    text.append(uses.size()).append(uses.size() == 1 ? " place" : " places");
    if (row.services().size() > 1) {
      text.append(" in ").append(row.services().size()).append(" services");
    }
    text.append(": ");
    int most = details ? uses.size() : Math.min(PLACES, uses.size());
    for (int i = 0; i < most; i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(uses.get(i).file()).append(':').append(uses.get(i).line());
    }
    text.append(most < uses.size() ? ", …" : "");
    if (!row.owners().isEmpty()) {
      text.append(" · ").append(String.join(" ", row.owners()));
    }
    page.line(INDENT).hang(INDENT + 2).add(text.toString(), Style.QUIET).end();
    Map<String, Integer> results = new LinkedHashMap<>();
    for (String result : row.results()) {
      if (!result.isEmpty()) {
        results.merge(result, 1, Integer::sum);
      }
    }
    for (Map.Entry<String, Integer> each : results.entrySet()) {
      String times =
          results.size() > 1 || each.getValue() < uses.size() ? each.getValue() + " " : "";
      page.line(INDENT).hang(INDENT + 2).add(times + each.getKey(), Style.GOOD).end();
    }
  }

  private void summary() throws IOException {
    Map<ImagePlan.State, Integer> counts = new LinkedHashMap<>();
    int places = 0;
    int left = 0;
    for (UpdateReport.Row row : report.rows()) {
      counts.merge(row.plan().state(), 1, Integer::sum);
      places += row.plan().uses().size();
      boolean stays = false;
      for (String result : row.results()) {
        stays |= result.startsWith("left,");
      }
      left += stays ? 1 : 0;
    }
    StringBuilder text = new StringBuilder();
    text.append(report.rows().size()).append(report.rows().size() == 1 ? " image" : " images");
    text.append(" at ").append(places).append(places == 1 ? " place" : " places");
    counts.forEach((state, count) -> {
      boolean several = state == ImagePlan.State.MOVES && count > 1;
      text.append(", ").append(count).append(' ').append(several ? "move" : state.word());
    });
    text.append(left == 0 ? "" : ", " + left + " of them left");
    page.line(0).add(text.toString()).end();
  }
}
