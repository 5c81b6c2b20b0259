package dev.plinth.report.inspect;

import dev.plinth.bases.debug.DebugStory;
import dev.plinth.inventory.profile.ImageProfile.Program;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/** How to look into a container, for programs, in the schema {@value #SCHEMA}. */
public final class DebugJson {
  /** Name and major version; additions keep it, any other change raises it. */
  static final String SCHEMA = "plinth.debug/1";

  private DebugJson() {}

  /** Writes it. */
  public static void write(DebugReport report, OutputStream out) throws IOException {
    JsonOutput.write(out, generator -> write(report, new JsonMembers(generator)));
  }

  private static void write(DebugReport report, JsonMembers json) throws IOException {
    DebugStory story = report.story();
    json.open();
    json.text("schema", SCHEMA);
    json.open("tool");
    json.text("name", "plinth");
    json.text("version", report.tool());
    json.close();
    json.text("image", report.image());
    json.known("shell", story.shell());
    json.openList("shells");
    for (Program each : story.shells()) {
      InspectJson.program(json, each);
    }
    json.closeList();
    json.open("tools");
    json.text("image", story.tools());
    json.text("reason", story.toolsReason());
    json.close();
    if (!story.twin().isEmpty()) {
      json.open("twin");
      json.text("image", story.twin());
      json.text("of", story.twinOf());
      json.close();
    }
    json.openList("ways");
    for (DebugStory.Way way : story.ways()) {
      json.open();
      json.text("id", way.id());
      json.text("title", way.title());
      json.texts("commands", way.commands());
      json.texts("notes", way.notes());
      json.close();
    }
    json.closeList();
    json.texts("notices", report.notices());
    json.close();
  }
}
