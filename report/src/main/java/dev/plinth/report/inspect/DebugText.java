package dev.plinth.report.inspect;

import dev.plinth.bases.debug.DebugStory;
import dev.plinth.report.Page;
import dev.plinth.report.ReportContext;
import dev.plinth.report.text.Style;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** How to look into a container, for people: lines to paste, each whole. */
public final class DebugText {
  private DebugText() {}

  /** Writes it. */
  public static void write(DebugReport report, ReportContext context, OutputStream out)
      throws IOException {
    BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(
                out, context.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII));
    Page page = new Page(writer, context);
    DebugStory story = report.story();
    page.blank();
    page.line(0).add(page.shortened(report.image(), 160), Style.STRONG).end();
    page.line(2)
        .hang(4)
        .add(story.shell().isEmpty() ? "no shell in it" : "shell in it: " + story.shell())
        .end();
    for (DebugStory.Way way : story.ways()) {
      page.blank();
      page.line(0).add(way.title(), Style.STRONG).end();
      for (String command : way.commands()) {
        // Never broken and never made safe beyond what it is: it is there to be pasted.
        page.line(2).whole(command, Style.LOW).end();
      }
      for (String note : way.notes()) {
        page.line(4).hang(4).add(note, Style.QUIET).end();
      }
    }
    for (String notice : report.notices()) {
      page.blank();
      page.line(2).hang(4).add("! ", Style.CAUTION).add(notice).end();
    }
    page.blank();
    writer.flush();
  }
}
