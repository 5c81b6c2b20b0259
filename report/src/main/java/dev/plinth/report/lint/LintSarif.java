package dev.plinth.report.lint;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.lint.LintReport.LintRule;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import dev.plinth.report.text.SarifText;
import dev.plinth.report.text.UriText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0: regions by line, column and byte (§3.30.2 lets both stand together), changes as
 * fixes (§3.55), silenced results suppressed in the source (§3.35.2), and in each rule's properties
 * its names in other tools.
 */
final class LintSarif implements LintWriter {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String ROOT = "%SRCROOT%";

  @Override
  public void write(LintReport report, Look look, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> new Log(report, new JsonMembers(json, true)).write());
  }

  /** One log being written. */
  private static final class Log {
    private final LintReport report;
    private final JsonMembers json;
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    Log(LintReport report, JsonMembers json) {
      this.report = report;
      this.json = json;
      for (LintFile file : report.files()) {
        file.findings().forEach(this::index);
        file.silenced().forEach(silenced -> index(silenced.finding()));
      }
    }

    private void index(Finding finding) {
      indices.putIfAbsent(finding.id(), indices.size());
    }

    void write() throws IOException {
      json.open();
      json.text("$schema", SCHEMA);
      json.text("version", "2.1.0");
      json.openList("runs");
      json.open();
      json.open("tool");
      json.open("driver");
      json.text("name", "Plinth");
      json.text("version", report.tool());
      json.text("semanticVersion", report.tool());
      json.openList("rules");
      for (String id : indices.keySet()) {
        rule(id, report.rules().get(id));
      }
      json.closeList();
      json.close();
      json.close();
      json.open("automationDetails");
      json.text("id", "plinth/lint/");
      json.close();
      json.open("originalUriBaseIds");
      json.open(ROOT);
      json.open("description");
      json.text("text", "The folder that was linted.");
      json.close();
      json.close();
      json.close();
      invocation();
      json.text("columnKind", "unicodeCodePoints");
      json.openList("results");
      boolean suppressions = report.silenced() > 0;
      for (LintFile file : report.files()) {
        for (Finding finding : file.findings()) {
          result(finding, null, suppressions);
        }
        for (LintReport.Silenced silenced : file.silenced()) {
          result(silenced.finding(), silenced, suppressions);
        }
      }
      json.closeList();
      json.close();
      json.closeList();
      json.close();
    }

    private void rule(String id, @Nullable LintRule rule) throws IOException {
      json.open();
      json.text("id", id);
      if (rule != null) {
        text("shortDescription", rule.title());
        json.open("help");
        String page = page(rule.page().get());
        json.markup("text", page);
        json.markup("markdown", page);
        json.close();
        json.open("defaultConfiguration");
        json.text("level", level(rule.level()));
        json.close();
        json.open("properties");
        boolean pipeline = rule.category().equals("pipelines");
        List<String> tags =
            new ArrayList<>(List.of(pipeline ? "ci" : "dockerfile", rule.category()));
        json.texts("tags", tags);
        json.texts("aliases", rule.aliases());
        json.text("problem.severity", problemSeverity(rule.level()));
        json.close();
      }
      json.close();
    }

    /** Ours, line by line. */
    private static String page(String page) {
      StringBuilder out = new StringBuilder();
      page.lines().forEach(line -> out.append(SafeText.of(line)).append('\n'));
      return out.toString();
    }

    private void text(String name, String text) throws IOException {
      json.open(name);
      json.text("text", SarifText.braces(text));
      json.close();
    }

    private void invocation() throws IOException {
      json.openList("invocations");
      json.open();
      json.bool("executionSuccessful", report.unread().isEmpty());
      json.openList("toolExecutionNotifications");
      for (LintReport.Unread unread : report.unread()) {
        json.open();
        json.text("level", "error");
        text("message", unread.name() + ": " + unread.label() + ": " + unread.why() + ".");
        json.close();
      }
      json.closeList();
      json.close();
      json.closeList();
    }

    private void result(
        Finding finding, LintReport.@Nullable Silenced silenced, boolean suppressions)
        throws IOException {
      json.open();
      json.text("ruleId", finding.id());
      json.number("ruleIndex", indices.getOrDefault(finding.id(), 0));
      json.text("level", level(Level.of(finding.severity())));
      json.open("message");
      json.text("text", SarifText.message(finding.title() + "."));
      json.close();
      Location.InFile place = LintText.place(finding);
      if (place != null) {
        json.openList("locations");
        json.open();
        json.open("physicalLocation");
        artifact(place.file());
        json.open("region");
        json.number("startLine", place.startLine());
        json.number("startColumn", place.startColumn());
        json.number("endLine", place.endLine());
        json.number("endColumn", place.endColumn());
        json.number("byteOffset", place.startByte());
        json.number("byteLength", place.endByte() - place.startByte());
        json.close();
        json.close();
        json.close();
        json.closeList();
      }
      json.open("partialFingerprints");
      json.text("plinth/v1", finding.fingerprint());
      json.close();
      if (suppressions) {
        json.openList("suppressions");
        if (silenced != null) {
          json.open();
          json.text("kind", "inSource");
          json.known("justification", silenced.reason());
          json.close();
        }
        json.closeList();
      }
      if (finding.fix() instanceof Fix.Edits edits && place != null) {
        fix(edits.description(), edits.edits(), place.file());
      } else {
        LintReport.Change change = report.changes().isEmpty() ? null : report.change(finding);
        if (change != null) {
          fix(change.description(), change.edits(), change.path());
        }
      }
      json.close();
    }

    private void fix(String description, List<Fix.TextEdit> edits, String file) throws IOException {
      json.openList("fixes");
      json.open();
      json.open("description");
      json.text("text", SarifText.message(description + "."));
      json.close();
      json.openList("artifactChanges");
      json.open();
      artifact(file);
      json.openList("replacements");
      for (Fix.TextEdit edit : edits) {
        json.open();
        json.open("deletedRegion");
        json.number("byteOffset", edit.start());
        json.number("byteLength", edit.end() - edit.start());
        json.close();
        if (!edit.text().isEmpty()) {
          json.open("insertedContent");
          json.markup("text", edit.text());
          json.close();
        }
        json.close();
      }
      json.closeList();
      json.close();
      json.closeList();
      json.close();
      json.closeList();
    }

    private void artifact(String file) throws IOException {
      json.open("artifactLocation");
      if (file.startsWith("/")) {
        json.text("uri", "file:///" + UriText.relative(file));
      } else {
        json.text("uri", UriText.relative(file));
        json.text("uriBaseId", ROOT);
      }
      json.close();
    }
  }

  private static String level(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "note";
    };
  }

  /** GitHub's word for rules that are not about security. */
  private static String problemSeverity(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "recommendation";
    };
  }
}
