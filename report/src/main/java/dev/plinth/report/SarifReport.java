package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import dev.plinth.report.text.SarifText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * SARIF 2.1.0 (OASIS, with errata 01), as GitHub's code scanning and other viewers take it:
 *
 * <ul>
 *   <li>one rule for each vulnerability or rule, one result for each finding;
 *   <li>{@code automationDetails.id} carries the image and platform, without the tag, so that
 *       uploads for several images do not close each other's alerts and a new tag closes what it
 *       fixed (§3.17.3);
 *   <li>what was set aside is there, suppressed with its reason (§3.27.23, §3.35); when anything
 *       is, every result says whether it is;
 *   <li>with a baseline every result has its {@code baselineState} (§3.27.24);
 *   <li>what could not be read makes {@code executionSuccessful} false, and is a result and a
 *       notification of its own (§3.20.14, §3.20.21).
 * </ul>
 */
final class SarifReport implements ReportWriter {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Stands for the root of the scanned source tree, as other tools have it. */
  static final String SOURCE_ROOT = "%SRCROOT%";

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public String purpose() {
    return "SARIF 2.1.0, for code scanning";
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> new Log(new JsonMembers(json, true), report, context).write());
  }

  /** One log being written. */
  private static final class Log {
    private final JsonMembers json;
    private final ScanReport report;
    private final ReportContext context;
    private final ReportView view;
    private final List<Finding> written;
    private final List<ScanReport.SetAside> aside;
    private final SarifRules rules;

    Log(JsonMembers json, ScanReport report, ReportContext context) {
      this.json = json;
      this.report = report;
      this.context = context;
      this.view = new ReportView(report, context);
      this.written = view.shown();
      this.aside = TableNotes.sorted(report.setAside());
      List<Finding> all = new ArrayList<>(written);
      for (ScanReport.SetAside each : aside) {
        all.add(each.finding());
      }
      this.rules = new SarifRules(json, all);
    }

    void write() throws IOException {
      json.open();
      json.text("$schema", SCHEMA);
      json.text("version", "2.1.0");
      json.openList("runs");
      json.open();
      tool();
      automation();
      sourceRoot();
      invocation();
      json.text("columnKind", "unicodeCodePoints");
      SarifResults results = new SarifResults(json, report, rules, !aside.isEmpty());
      json.openList("results");
      for (Finding finding : written) {
        results.write(finding, null);
      }
      for (ScanReport.SetAside each : aside) {
        results.write(each.finding(), each);
      }
      json.closeList();
      properties();
      json.close();
      json.closeList();
      json.close();
    }

    private void tool() throws IOException {
      json.open("tool");
      json.open("driver");
      json.text("name", "Plinth");
      json.text("version", report.tool());
      json.text("semanticVersion", report.tool());
      rules.write();
      json.close();
      json.close();
    }

    private void automation() throws IOException {
      ScanReport.Subject subject = report.subject();
      String repository = ReportView.repository(report);
      String platform = subject.platform();
      json.open("automationDetails");
      // The last component is the run's own, which is left empty: what stands before is the
      // category.
      json.text("id", "plinth/" + repository + (platform.isEmpty() ? "" : "/" + platform) + "/");
      json.open("description");
      json.text("text", "What Plinth found in " + SarifText.braces(ReportView.name(report)));
      json.close();
      json.close();
    }

    /** Its place is the reader's to know: where the sources are checked out (§3.14.14). */
    private void sourceRoot() throws IOException {
      boolean wanted = ReportView.isSource(report);
      for (Finding finding : written) {
        wanted |= FindingText.inFile(finding) != null;
      }
      for (ScanReport.SetAside each : aside) {
        wanted |= FindingText.inFile(each.finding()) != null;
      }
      if (wanted) {
        json.open("originalUriBaseIds");
        json.open(SOURCE_ROOT);
        json.open("description");
        json.text("text", "The root of the scanned source tree.");
        json.close();
        json.close();
        json.close();
      }
    }

    private void invocation() throws IOException {
      json.openList("invocations");
      json.open();
      json.bool("executionSuccessful", ReportView.complete(report));
      json.openList("toolExecutionNotifications");
      for (Problem problem : report.inventory().problems()) {
        notification(
            "unreadable-content",
            "warning",
            (problem.path().isEmpty() ? "The whole" : problem.path())
                + (problem.layer() >= 0 ? " in layer " + (problem.layer() + 1) : "")
                + " could not be read: "
                + problem.text());
      }
      for (String limit : ReportView.limits(report)) {
        notification("coverage", "warning", "Not everything is covered: " + limit);
      }
      json.closeList();
      json.openList("toolConfigurationNotifications");
      if (!report.subject().platformNote().isEmpty()) {
        notification("platform", "note", report.subject().platformNote());
      }
      for (ScanReport.Notice notice : report.notices()) {
        notification(
            notice.id(),
            notice.warning() ? "warning" : "note",
            notice.text() + (notice.place().isEmpty() ? "" : " (" + notice.place() + ")"));
      }
      String hidden = view.hiddenWords(context);
      if (!hidden.isEmpty()) {
        notification("filter", "note", hidden);
      }
      json.closeList();
      json.close();
      json.closeList();
    }

    private void notification(String id, String level, String text) throws IOException {
      json.open();
      json.open("descriptor");
      json.text("id", id);
      json.close();
      json.text("level", level);
      json.open("message");
      json.text("text", SarifText.braces(FindingText.sentence(text)));
      json.close();
      json.close();
    }

    private void properties() throws IOException {
      ScanReport.Subject subject = report.subject();
      json.open("properties");
      json.text("verdict", report.verdict().outcome().word());
      json.text("image", ReportView.name(report));
      json.known("imageID", subject.configDigest());
      json.known("repoDigest", subject.manifestDigest());
      json.known("platform", subject.platform());
      ScanReport.Base base = report.base();
      if (base != null) {
        json.known("base", base.name());
        json.known("baseDigest", base.digest());
        json.text("baseCertainty", base.certainty());
      }
      if (!context.shown().everything()) {
        json.text("filter", context.shown().toString());
        json.number("hidden", view.hidden().size());
      }
      json.close();
    }
  }
}
