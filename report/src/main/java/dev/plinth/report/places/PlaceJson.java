package dev.plinth.report.places;

import dev.plinth.bases.pin.Pin;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceFacts;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;

/** Places as JSON; {@code docs/images.md} describes it. */
public final class PlaceJson {
  private static final int SCHEMA = 1;

  private PlaceJson() {}

  /** Writes it. */
  public static void write(PlaceReport report, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> write(report, new JsonMembers(json)));
  }

  private static void write(PlaceReport report, JsonMembers json) throws IOException {
    json.begin(SCHEMA, report.tool());
    json.text("verb", report.verb());
    json.openList("places");
    for (PlaceReport.Row row : report.rows()) {
      row(row, json);
    }
    json.closeList();
    unread(report.unread(), json);
    json.bool("whole", report.unread().isEmpty());
    json.close();
  }

  private static void row(PlaceReport.Row row, JsonMembers json) throws IOException {
    Place place = row.place();
    PlaceFacts facts = row.facts();
    json.open();
    json.text("file", row.file());
    json.number("line", row.line());
    json.number("column", row.column());
    json.number("start", place.start());
    json.number("end", place.end());
    json.text("kind", place.kind().word());
    json.text("where", place.where());
    json.text("image", place.shown());
    json.text("name", place.image().name());
    json.text("tag", place.image().tag());
    json.text("digest", place.image().digest());
    json.text("platform", place.platform());
    json.text("pinned", facts.pinned().word());
    json.text("family", facts.family());
    json.text("release", facts.release());
    LocalDate ends = facts.ends();
    json.known("ends", ends == null ? null : ends.equals(LocalDate.MIN) ? "past" : ends.toString());
    PlaceFacts.Built built = facts.built();
    if (built != null) {
      json.open("built");
      json.text("source", "official-images");
      json.text("asOf", built.asOf().toString());
      json.bool("rebuilt", !built.gone());
      json.text("instead", built.instead());
      json.text("upon", built.means());
      json.texts("aliases", built.aliases());
      json.close();
    }
    json.known("fixed", place.fixed());
    Place.Hold hold = place.hold();
    if (hold != null) {
      json.open("hold");
      json.text("by", hold.by());
      json.text("reason", hold.reason());
      json.known("until", hold.until() == null ? null : hold.until().toString());
      json.close();
    }
    Pin pin = row.pin();
    if (pin != null) {
      json.text("state", pin.state().word());
      json.known("newDigest", pin.newDigest().isEmpty() ? null : pin.newDigest());
      json.text("note", pin.note());
      if (pin.image() != null) {
        json.texts("platforms", pin.image().platforms());
      }
    }
    json.text("result", row.result());
    json.close();
  }

  /** What could not be read. */
  public static void unread(List<PlaceReport.Unread> unread, JsonMembers json) throws IOException {
    json.openList("unread");
    for (PlaceReport.Unread each : unread) {
      json.open();
      json.text("file", each.file());
      json.text("reason", each.reason());
      json.close();
    }
    json.closeList();
  }
}
