package dev.plinth.report.choose;

import dev.plinth.bases.choose.Advice;
import dev.plinth.bases.choose.NativeCode;
import dev.plinth.bases.choose.Offer;
import dev.plinth.bases.choose.Project;
import dev.plinth.bases.choose.Wishes;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The advice for programs; {@code docs/choose.md} describes it, and its {@code schema} grows when a
 * member changes its meaning or goes.
 */
public final class ChoiceJson {
  private static final int SCHEMA = 1;

  private ChoiceJson() {}

  /** Writes it. */
  public static void write(ChoiceReport report, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> write(report, new JsonMembers(json)));
  }

  private static void write(ChoiceReport report, JsonMembers json) throws IOException {
    json.begin(SCHEMA, report.tool());
    wishes(report.advice().wishes(), json);
    project(report, json);
    json.bool("policy", report.policy());
    json.openList("offers");
    for (Offer offer : report.advice().offers()) {
      offer(offer, json);
    }
    json.closeList();
    json.openList("ruledOut");
    for (Advice.RuledOut each : report.advice().ruledOut()) {
      json.open();
      json.text("family", each.family());
      json.text("name", each.shown());
      json.text("why", each.why());
      json.close();
    }
    json.closeList();
    json.openList("changes");
    for (Advice.Change each : report.advice().changes()) {
      json.open();
      json.text("question", each.question());
      json.text("answer", each.answer());
      json.text("when", each.when());
      json.text("family", each.family());
      json.text("image", each.image());
      json.close();
    }
    json.closeList();
    json.text("dockerfile", report.lines());
    json.bool("whole", report.whole());
    json.text("look", report.look());
    json.close();
  }

  private static void wishes(Wishes wishes, JsonMembers json) throws IOException {
    json.open("questions");
    json.text("language", wishes.language());
    json.text("release", wishes.release());
    for (String question :
        List.of("libc", "shell", "support", "compliance", "native", "debug", "prefer")) {
      json.text(question, wishes.answer(question));
    }
    json.texts("platforms", wishes.platforms());
    json.close();
  }

  private static void project(ChoiceReport report, JsonMembers json) throws IOException {
    Project project = report.project();
    if (project == null) {
      return;
    }
    NativeCode code = project.machineCode();
    json.open("project");
    json.text("language", project.language());
    json.text("release", project.release());
    json.bool("exact", project.exact());
    json.text("current", report.current());
    json.text("currentFamily", report.currentFamily());
    json.open("native");
    json.text("state", code.state().word());
    json.text("from", code.from());
    json.openList("parts");
    for (NativeCode.Part part : code.parts()) {
      json.open();
      json.text("name", part.name());
      json.text("version", part.version());
      json.text("published", part.kind().shown());
      json.close();
    }
    json.closeList();
    json.close();
    json.texts("notes", project.notes());
    json.close();
  }

  private static void offer(Offer offer, JsonMembers json) throws IOException {
    json.open();
    json.text("family", offer.family().id());
    json.text("name", offer.family().shown());
    json.text("image", offer.image());
    json.number("points", offer.points());
    json.bool("approved", offer.approved());
    json.bool("own", offer.own());
    json.text("libc", offer.family().libc());
    json.text("shell", offer.family().shell());
    json.text("size", offer.family().size().name().toLowerCase(java.util.Locale.ROOT));
    json.text("build", offer.build());
    json.text("debug", offer.debug());
    json.text("until", offer.until() == null ? "" : offer.until().toString());
    json.bool("rolling", offer.rolling());
    json.texts("reasons", offer.reasons());
    json.texts("givesUp", offer.givesUp());
    json.close();
  }
}
