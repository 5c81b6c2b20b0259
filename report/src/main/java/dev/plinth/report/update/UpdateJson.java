package dev.plinth.report.update;

import dev.plinth.bases.update.CoolDown;
import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.bases.update.ImagePlan.Move;
import dev.plinth.findings.Finding;
import dev.plinth.report.places.PlaceJson;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moves of images as JSON; {@code docs/update.md} describes it. */
public final class UpdateJson {
  private static final int SCHEMA = 1;

  private UpdateJson() {}

  /** Writes it. */
  public static void write(UpdateReport report, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> write(report, new JsonMembers(json)));
  }

  private static void write(UpdateReport report, JsonMembers json) throws IOException {
    json.begin(SCHEMA, report.tool());
    json.openList("images");
    for (UpdateReport.Row row : report.rows()) {
      row(row, report.today(), json);
    }
    json.closeList();
    PlaceJson.unread(report.unread(), json);
    boolean whole = report.unread().isEmpty();
    for (UpdateReport.Row row : report.rows()) {
      whole &= row.plan().state() != ImagePlan.State.UNKNOWN;
    }
    json.bool("whole", whole);
    json.close();
  }

  private static void row(UpdateReport.Row row, LocalDate today, JsonMembers json)
      throws IOException {
    ImagePlan plan = row.plan();
    json.open();
    json.text("image", plan.name());
    json.text("tag", plan.tag());
    json.known("digest", plan.digest().isEmpty() ? null : plan.digest());
    json.text("group", plan.group());
    json.text("state", plan.state().word());
    json.text("release", plan.release());
    LocalDate ends = plan.ends();
    json.known("ends", ends == null ? null : ends.equals(LocalDate.MIN) ? "past" : ends.toString());
    json.bool("ended", plan.ended(today));
    move("refresh", plan.refresh(), json);
    move("update", plan.update(), json);
    Effect effect = row.effect();
    if (effect != null) {
      effect(effect, json);
    }
    coolDowns(plan, json);
    json.texts("notes", plan.notes());
    json.texts("services", row.services());
    json.texts("owners", row.owners());
    json.openList("places");
    for (int i = 0; i < plan.uses().size(); i++) {
      ImagePlan.Use use = plan.uses().get(i);
      json.open();
      json.text("file", use.file());
      json.number("line", use.line());
      json.text("kind", use.place().kind().word());
      json.text("where", use.place().where());
      json.text("result", i < row.results().size() ? row.results().get(i) : "");
      json.close();
    }
    json.closeList();
    json.close();
  }

  private static void coolDowns(ImagePlan plan, JsonMembers json) throws IOException {
    json.openList("coolDown");
    for (CoolDown each : plan.coolDowns()) {
      json.open();
      json.text("tag", each.tag());
      json.text("digest", each.digestText());
      json.text("since", each.since().toString());
      json.text("by", each.by().word());
      json.text("firstSeen", each.firstSeen().toString());
      json.text("until", each.until().toString());
      json.close();
    }
    json.closeList();
  }

  private static void move(String name, @Nullable Move move, JsonMembers json) throws IOException {
    if (move == null) {
      return;
    }
    json.open(name);
    json.text("tag", move.tag());
    json.known("digest", move.digestText().isEmpty() ? null : move.digestText());
    json.text("level", move.level().name().toLowerCase(Locale.ROOT));
    json.text("reason", move.reason());
    json.texts("platforms", move.image().platforms());
    json.close();
  }

  static void effect(Effect effect, JsonMembers json) throws IOException {
    json.open("effect");
    json.texts("fixed", ids(effect.fixed()));
    json.texts("new", ids(effect.fresh()));
    json.known("packagesChanged", effect.changed() < 0 ? -1L : effect.changed());
    json.texts("packages", effect.packages());
    if (effect.size() != Long.MIN_VALUE) {
      json.number("size", effect.size());
    }
    json.text("distribution", effect.moved());
    json.text("urgency", effect.urgency().word());
    json.text("reason", effect.reason());
    json.text("problem", effect.problem());
    json.close();
  }

  private static List<String> ids(List<Finding> findings) {
    List<String> ids = new ArrayList<>();
    for (Finding each : findings) {
      ids.add(each.id() + " " + each.subject().name());
    }
    return ids;
  }
}
