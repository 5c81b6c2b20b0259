package dev.plinth.report.update;

import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.Freshness;
import dev.plinth.report.Line;
import dev.plinth.report.Page;
import dev.plinth.report.ReportContext;
import dev.plinth.report.places.PlaceReport;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import dev.plinth.report.text.Style;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whether things are built on today's bases, as text and as JSON.
 *
 * @param tool the version of Plinth
 * @param rows in the order they were asked for
 * @param unread files that could not be read whole
 */
public record FreshnessReport(String tool, List<Freshness> rows, List<PlaceReport.Unread> unread) {
  private static final int SCHEMA = 1;
  private static final int MOST_PLACES = 6;

  /** Keeps its own copies. */
  public FreshnessReport {
    rows = List.copyOf(rows);
    unread = List.copyOf(unread);
  }

  /** False where something could not be told. */
  public boolean whole() {
    for (Freshness row : rows) {
      if (row.urgency() == Effect.Urgency.UNKNOWN) {
        return false;
      }
    }
    return unread.isEmpty();
  }

  /** Writes it for people. */
  public void text(ReportContext context, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Page page = new Page(writer, context);
    int outdated = 0;
    int unknown = 0;
    for (Freshness row : rows) {
      unknown += row.state() == Freshness.State.UNKNOWN ? 1 : 0;
      outdated += row.state() == Freshness.State.OUTDATED ? 1 : 0;
      row(row, page);
    }
    for (PlaceReport.Unread each : unread) {
      page.line(0).hang(2).add("! " + each.file() + ": " + each.reason(), Style.CAUTION).end();
    }
    String more = unknown == 0 ? "" : ", " + unknown + " not known";
    page.line(0).add(outdated + " of " + rows.size() + " outdated" + more).end();
    writer.flush();
  }

  private static void row(Freshness row, Page page) throws IOException {
    page.line(0).add(row.subject(), Style.STRONG).end();
    Line line = page.line(2).hang(4);
    switch (row.state()) {
      case CURRENT -> line.add("current", Style.GOOD);
      case OUTDATED -> line.add("outdated, rebuild " + when(row), style(row));
      case UNKNOWN -> line.add("not known", Style.CAUTION);
    }
    if (!row.base().isEmpty() && !row.base().equals(row.subject())) {
      line.add(" · on " + row.base());
    }
    line.add(" · " + row.how()).end();
    Effect effect = row.effect();
    if (effect != null) {
      page.line(2).hang(4).add(String.join(" · ", UpdateWords.effect(effect))).end();
    }
    if (!row.places().isEmpty()) {
      int most = Math.min(MOST_PLACES, row.places().size());
      String places = String.join(", ", row.places().subList(0, most));
      page.line(2)
          .hang(4)
          .add(places + (most < row.places().size() ? ", …" : ""), Style.QUIET)
          .end();
    }
    page.blank();
  }

  private static String when(Freshness row) {
    Effect effect = row.effect();
    String reason = effect == null ? "" : effect.reason();
    return switch (row.urgency()) {
      case NOW -> "now: " + reason;
      case WEEK -> "this week: " + reason;
      case RELEASE -> "with the next release: " + reason;
      case NONE -> "with the next release: nothing high or critical is fixed";
      case UNKNOWN -> "when it suits: nobody can tell what it fixes";
    };
  }

  private static Style style(Freshness row) {
    return switch (row.urgency()) {
      case NOW -> Style.CRITICAL;
      case WEEK -> Style.HIGH;
      default -> Style.CAUTION;
    };
  }

  /** Writes it as JSON; {@code docs/update.md} describes it. */
  public void json(OutputStream out) throws IOException {
    JsonOutput.write(out, generator -> json(new JsonMembers(generator)));
  }

  private void json(JsonMembers json) throws IOException {
    json.begin(SCHEMA, tool);
    json.openList("subjects");
    for (Freshness row : rows) {
      json.open();
      json.text("subject", row.subject());
      json.text("base", row.base());
      json.text("state", row.state().word());
      json.text("urgency", row.urgency().word());
      json.text("how", row.how());
      if (row.effect() != null) {
        UpdateJson.effect(row.effect(), json);
      }
      json.texts("places", row.places());
      json.close();
    }
    json.closeList();
    json.openList("unread");
    for (PlaceReport.Unread each : unread) {
      json.open();
      json.text("file", each.file());
      json.text("reason", each.reason());
      json.close();
    }
    json.closeList();
    json.bool("whole", whole());
    json.close();
  }
}
