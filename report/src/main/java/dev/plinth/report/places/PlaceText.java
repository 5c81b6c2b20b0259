package dev.plinth.report.places;

import dev.plinth.bases.pin.Pin;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceFacts;
import dev.plinth.report.Line;
import dev.plinth.report.Page;
import dev.plinth.report.ReportContext;
import dev.plinth.report.text.Style;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Places for people: file by file, then what they have in common. */
public final class PlaceText {
  private static final int IMAGE = 8;

  private final PlaceReport report;
  private final Page page;
  private final LocalDate today;

  private PlaceText(PlaceReport report, Page page, LocalDate today) {
    this.report = report;
    this.page = page;
    this.today = today;
  }

  /** Writes it. */
  public static void write(
      PlaceReport report, LocalDate today, ReportContext context, OutputStream out)
      throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new PlaceText(report, new Page(writer, context), today).write();
    writer.flush();
  }

  private void write() throws IOException {
    String file = "";
    for (PlaceReport.Row row : report.rows()) {
      if (!row.file().equals(file)) {
        if (!file.isEmpty()) {
          page.blank();
        }
        file = row.file();
        page.line(0).add(file, Style.STRONG).end();
      }
      row(row);
    }
    for (PlaceReport.Unread each : report.unread()) {
      page.line(0).hang(2).add("! " + each.file() + ": " + each.reason(), Style.CAUTION).end();
    }
    if (!report.rows().isEmpty()) {
      page.blank();
    }
    summary();
  }

  private void row(PlaceReport.Row row) throws IOException {
    Place place = row.place();
    PlaceFacts facts = row.facts();
    Line line = page.line(2).hang(IMAGE);
    line.add(String.valueOf(row.line()), Style.QUIET).at(IMAGE).whole(place.shown(), Style.PLAIN);
    line.space(2).add(place.where(), Style.QUIET);
    line.end();
    Line more = page.line(IMAGE).hang(IMAGE);
    Pin pin = row.pin();
    if (pin == null) {
      Style style = facts.pinned() == PlaceFacts.Pinned.FLOATING ? Style.CAUTION : Style.PLAIN;
      more.add(pinned(facts), style);
    } else {
      Style style = pin.state().fails() ? Style.CAUTION : Style.PLAIN;
      more.add(words(pin), style);
      if (!row.result().isEmpty()) {
        more.add(" · ").add(row.result(), Style.GOOD);
      }
    }
    if (!facts.family().isEmpty()) {
      more.add(" · ").add(facts.family());
    }
    LocalDate ends = facts.ends();
    if (ends != null) {
      boolean past = ends.isBefore(today);
      String when =
          ends.equals(LocalDate.MIN) ? "has ended" : past ? "ended " + ends : "until " + ends;
      more.add(" · ").add(facts.release() + " " + when, past ? Style.HIGH : Style.PLAIN);
    }
    PlaceFacts.Built built = facts.built();
    if (built != null && built.gone()) {
      String instead = built.instead().isEmpty() ? "" : ", but " + built.instead() + " is";
      more.add(" · ").add("no longer rebuilt" + instead, Style.CAUTION);
    } else if (built != null && !built.means().isEmpty()) {
      more.add(" · ").add("upon " + built.means() + " today");
    }
    Place.Hold hold = place.hold();
    if (pin == null && hold != null) {
      more.add(" · held" + (hold.reason().isEmpty() ? "" : ": " + hold.reason()));
    }
    if (pin == null && !row.result().isEmpty()) {
      more.add(" · ").add(row.result(), Style.HIGH);
    }
    if (pin == null && place.fixed() != null) {
      more.add(" · ").add(place.fixed(), Style.QUIET);
    }
    more.end();
  }

  private static String pinned(PlaceFacts facts) {
    return switch (facts.pinned()) {
      case DIGEST -> "pinned by digest";
      case TAG -> "by its tag";
      case FLOATING -> "floating";
    };
  }

  private static String words(Pin pin) {
    String state =
        switch (pin.state()) {
          case PINNED -> "pinned";
          case STALE -> "pinned, stale";
          case UNPINNED -> "not pinned";
          case CHILD -> "pinned to one platform";
          case CHILD_STALE -> "pinned to one platform of an older build";
          case GONE -> "pinned to what is gone";
          case ABSENT -> "no such tag";
          case UNCOVERED -> "lacks a platform";
          case HELD -> "held";
          case FIXED -> "left alone";
          case UNKNOWN -> "not known";
        };
    if (pin.note().isEmpty()) {
      return state;
    }
    return pin.state() == Pin.State.HELD ? pin.note() : state + ": " + pin.note();
  }

  private static String counted(Pin.State state) {
    return state == Pin.State.FIXED ? "left alone" : state.word().replace('-', ' ');
  }

  private void summary() throws IOException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int unapproved = 0;
    for (PlaceReport.Row row : report.rows()) {
      String word =
          row.pin() == null
              ? pinned(row.facts())
              : row.result().isEmpty() || row.result().startsWith("not ")
                  ? counted(row.pin().state())
                  : row.result();
      counts.merge(word, 1, Integer::sum);
      unapproved += row.pin() == null && !row.result().isEmpty() ? 1 : 0;
    }
    long files = report.rows().stream().map(PlaceReport.Row::file).distinct().count();
    StringBuilder text = new StringBuilder();
    text.append(report.rows().size()).append(report.rows().size() == 1 ? " place" : " places");
    text.append(" in ").append(files).append(files == 1 ? " file" : " files");
    counts.forEach((word, count) -> text.append(", ").append(count).append(' ').append(word));
    page.line(0).add(text.toString()).end();
    if (unapproved > 0) {
      page.line(0).add(unapproved + " not approved", Style.HIGH).end();
    }
    for (PlaceReport.Row row : report.rows()) {
      PlaceFacts.Built built = row.facts().built();
      if (built != null) {
        page.line(0).add("tags by official-images of " + built.asOf(), Style.QUIET).end();
        return;
      }
    }
  }
}
