package dev.plinth.report.lint;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * JSON for programs; {@code docs/lint-json.md} describes it, and its {@code schema} grows when a
 * member changes its meaning or goes.
 */
final class LintJson implements LintWriter {
  /** Of this shape. */
  private static final int SCHEMA = 1;

  /** From so many files on, several threads write. */
  private static final int MANY = 256;

  /** Files that a thread writes at a time. */
  private static final int STRETCH = 32;

  @Override
  public void write(LintReport report, Look look, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> write(report, new JsonMembers(json), json, out));
  }

  private static void write(
      LintReport report, JsonMembers json, JsonGenerator generator, OutputStream out)
      throws IOException {
    json.begin(SCHEMA, report.tool());
    json.bool("clean", report.clean());
    json.text("failOn", report.failAt().word());
    json.open("counts");
    for (Level level : Level.values()) {
      json.number(level.word(), report.count(level));
    }
    json.number("silenced", report.silenced());
    json.close();
    json.openList("files");
    if (report.files().size() < MANY) {
      files(report, report.files(), json);
    } else {
      // What the generator knows to be the list's first element lets it go on behind the others.
      files(report, report.files().subList(0, 1), json);
      generator.flush();
      rest(report, out);
    }
    json.closeList();
    json.openList("unread");
    for (LintReport.Unread unread : report.unread()) {
      json.open();
      json.text("path", unread.name());
      json.text("why", unread.why());
      json.bool("partly", unread.partly());
      json.close();
    }
    json.closeList();
    json.close();
  }

  /** All files but the first, written by several threads a stretch at a time, in order. */
  private static void rest(LintReport report, OutputStream out) throws IOException {
    List<LintFile> files = report.files();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Deque<Future<byte[]>> written = new ArrayDeque<>();
      int next = 1;
      while (next < files.size() || !written.isEmpty()) {
        if (next < files.size() && written.size() <= 2 * threads) {
          List<LintFile> some = files.subList(next, Math.min(files.size(), next + STRETCH));
          next += STRETCH;
          written.add(pool.submit(() -> stretch(report, some)));
        } else {
          out.write(',');
          out.write(written.remove().get());
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing the report");
    }
  }

  /** Some files as they stand in the list, without a comma before them. */
  private static byte[] stretch(LintReport report, List<LintFile> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
    int[] within = new int[2];
    JsonOutput.write(
        bytes,
        generator -> {
          JsonMembers json = new JsonMembers(generator);
          json.open();
          json.openList("files");
          generator.flush();
          within[0] = bytes.size();
          files(report, files, json);
          generator.flush();
          within[1] = bytes.size();
        });
    return Arrays.copyOfRange(bytes.toByteArray(), within[0], within[1]);
  }

  private static void files(LintReport report, List<LintFile> files, JsonMembers json)
      throws IOException {
    for (LintFile file : files) {
      json.open();
      json.text("path", file.name());
      json.openList("findings");
      for (Finding finding : file.findings()) {
        json.open();
        finding(report, finding, json);
        json.close();
      }
      json.closeList();
      json.openList("silenced");
      for (LintReport.Silenced silenced : file.silenced()) {
        json.open();
        finding(report, silenced.finding(), json);
        json.open("silencing");
        json.number("line", silenced.line());
        json.known("reason", silenced.reason());
        json.close();
        json.close();
      }
      json.closeList();
      json.openList("notices");
      for (LintReport.Notice notice : file.notices()) {
        json.open();
        json.number("line", notice.line());
        json.text("text", notice.text());
        json.close();
      }
      json.closeList();
      json.close();
    }
  }

  private static void finding(LintReport report, Finding finding, JsonMembers json)
      throws IOException {
    json.text("rule", finding.id());
    json.texts("aliases", report.aliases(finding));
    json.text("level", Level.of(finding.severity()).word());
    json.text("message", finding.title());
    json.text("subject", finding.subject().name());
    json.text("owner", finding.owner().word());
    json.text("fingerprint", finding.fingerprint());
    Location.InFile place = LintText.place(finding);
    if (place != null) {
      json.open("location");
      json.number("line", place.startLine());
      json.number("column", place.startColumn());
      json.number("endLine", place.endLine());
      json.number("endColumn", place.endColumn());
      json.number("startByte", place.startByte());
      json.number("endByte", place.endByte());
      json.close();
    }
    json.texts("evidence", finding.evidence());
    LintReport.Change change = report.changes().isEmpty() ? null : report.change(finding);
    if (finding.fix() instanceof Fix.Edits edits) {
      json.open("fix");
      edits(edits.description(), edits.safety(), edits.edits(), json);
      json.close();
    } else if (finding.fix() instanceof Fix.Advice || change != null) {
      json.open("fix");
      if (finding.fix() instanceof Fix.Advice(String text)) {
        json.text("advice", text);
      }
      if (change != null) {
        json.text("path", change.path());
        edits(change.description(), Fix.Safety.REVIEW, change.edits(), json);
      }
      json.close();
    }
  }

  private static void edits(
      String description, Fix.Safety safety, List<Fix.TextEdit> edits, JsonMembers json)
      throws IOException {
    json.text("description", description);
    json.text("safety", safety.word());
    json.openList("edits");
    for (Fix.TextEdit edit : edits) {
      json.open();
      json.number("startByte", edit.start());
      json.number("endByte", edit.end());
      json.text("text", edit.text());
      json.close();
    }
    json.closeList();
  }
}
