package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.policy.Verdict;
import dev.plinth.report.text.XmlText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JUnit's XML as Surefire writes it and Jenkins, GitLab and others read it: one suite for the scan,
 * in it one test case for the gate, which fails when the policy blocks, and one for each finding.
 * Findings because of which the gate blocks are failures; the others, what could not be read, and
 * what was set aside are skipped with their text, so that nothing is lost and nothing fails that
 * does not block. There are no times: every {@code time} is 0.
 */
final class JunitReport implements ReportWriter {
  @Override
  public String name() {
    return "junit";
  }

  @Override
  public String purpose() {
    return "JUnit XML, for the test views of CI systems";
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    ReportView view = new ReportView(report, context);
    List<Finding> shown = view.shown();
    int failures = report.verdict().outcome() == Verdict.Outcome.BLOCK ? 1 : 0;
    for (Finding finding : shown) {
      failures += view.blocks(finding) ? 1 : 0;
    }
    int tests = 1 + shown.size() + report.setAside().size();
    int skipped = 0;
    for (Finding finding : shown) {
      skipped += view.blocks(finding) ? 0 : 1;
    }
    skipped += report.setAside().size();
    String counts =
        " tests=\""
            + tests
            + "\" failures=\""
            + failures
            + "\" errors=\"0\" skipped=\""
            + skipped
            + "\" time=\"0\"";
    String image = XmlText.of(ReportView.name(report));
    writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writer.write("<testsuites name=\"Plinth\"" + counts + ">\n");
    writer.write("  <testsuite name=\"" + image + "\"" + counts + ">\n");
    properties(writer, report);
    gate(writer, report, view, context);
    for (Finding finding : shown) {
      finding(writer, finding, view, report);
    }
    for (ScanReport.SetAside aside : TableNotes.sorted(report.setAside())) {
      open(writer, aside.finding());
      element(
          writer,
          "skipped",
          "set aside, " + aside.reason() + ": " + aside.explanation(),
          List.of());
      writer.write("    </testcase>\n");
    }
    writer.write("  </testsuite>\n</testsuites>\n");
    writer.flush();
  }

  private static void properties(Writer writer, ScanReport report) throws IOException {
    ScanReport.Subject subject = report.subject();
    writer.write("    <properties>\n");
    property(writer, "plinth.version", report.tool());
    property(writer, "plinth.verdict", report.verdict().outcome().word());
    property(writer, "plinth.complete", Boolean.toString(ReportView.complete(report)));
    property(writer, "image.digest", subject.manifestDigest());
    property(writer, "image.id", subject.configDigest());
    property(writer, "image.platform", subject.platform());
    ScanReport.Base base = report.base();
    if (base != null) {
      property(writer, "image.base", base.name().isEmpty() ? base.digest() : base.name());
      property(writer, "image.base.certainty", base.certainty());
      property(writer, "image.bases", base.others().isEmpty() ? "" : ReportView.bases(report));
    }
    writer.write("    </properties>\n");
  }

  private static void property(Writer writer, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      writer.write("      <property name=\"" + name + "\" value=\"" + XmlText.of(value) + "\"/>\n");
    }
  }

  private static void gate(Writer writer, ScanReport report, ReportView view, ReportContext context)
      throws IOException {
    Verdict verdict = report.verdict();
    List<String> lines = new ArrayList<>();
    for (Verdict.Reason reason : verdict.reasons()) {
      lines.add(reason.outcome().word() + ": " + reason.text());
    }
    add(lines, ReportView.baselineWords(report));
    add(lines, ReportView.setAside(report));
    add(lines, view.hiddenWords(context));
    if (!ReportView.complete(report)) {
      lines.add("not whole: something could not be read");
    }
    lines.addAll(ReportView.limits(report));
    for (ScanReport.Notice notice : report.notices()) {
      lines.add(notice.text() + (notice.place().isEmpty() ? "" : " (" + notice.place() + ")"));
    }
    writer.write("    <testcase classname=\"plinth\" name=\"gate\" time=\"0\">\n");
    if (verdict.outcome() == Verdict.Outcome.BLOCK) {
      element(writer, "failure", "the policy blocks", lines);
    } else {
      List<String> said = new ArrayList<>();
      said.add("verdict: " + verdict.outcome().word());
      said.addAll(lines);
      writer.write("      <system-out>");
      lines(writer, said);
      writer.write("</system-out>\n");
    }
    writer.write("    </testcase>\n");
  }

  private static void add(List<String> lines, String text) {
    if (!text.isEmpty()) {
      lines.add(text);
    }
  }

  private static void finding(Writer writer, Finding finding, ReportView view, ScanReport report)
      throws IOException {
    List<String> lines = new ArrayList<>();
    add(lines, finding.title());
    add(lines, FindingText.remedy(finding));
    add(lines, FindingText.place(finding, report.inventory().layers().size()));
    for (String evidence : finding.evidence()) {
      if (!evidence.equals(finding.title())) {
        lines.add(evidence);
      }
    }
    lines.addAll(finding.references());
    String state = report.baseline() == null ? "" : view.isNew(finding) ? "new, " : "known, ";
    open(writer, finding);
    if (view.blocks(finding)) {
      element(
          writer,
          "failure",
          state + finding.severity().word() + ": " + FindingText.headline(finding),
          lines);
    } else {
      boolean unread = finding.kind() == Finding.Kind.UNREADABLE;
      element(
          writer,
          "skipped",
          (unread ? "could not be read" : state + finding.severity().word() + ", does not block")
              + (finding.title().isEmpty() ? "" : ": " + finding.title()),
          lines);
    }
    writer.write("    </testcase>\n");
  }

  private static void open(Writer writer, Finding finding) throws IOException {
    String path = finding.subject().path();
    String type = Purl.type(finding.subject().purl());
    writer.write(
        "    <testcase classname=\""
            + XmlText.of((type.isEmpty() ? finding.kind().word() : type) + "." + classed(finding))
            + "\" name=\""
            + XmlText.of(FindingText.headline(finding) + (path == null ? "" : " at " + path))
            + "\" time=\"0\">\n");
  }

  /** Dots would make packages of it in most views. */
  private static String classed(Finding finding) {
    return finding.subject().name().replace('.', '_');
  }

  private static void element(Writer writer, String name, String message, List<String> lines)
      throws IOException {
    writer.write("      <" + name + " message=\"" + XmlText.of(message) + "\"");
    if (name.equals("failure")) {
      writer.write(" type=\"policy\"");
    }
    if (lines.isEmpty()) {
      writer.write("/>\n");
      return;
    }
    writer.write(">");
    lines(writer, lines);
    writer.write("</" + name + ">\n");
  }

  private static void lines(Writer writer, List<String> lines) throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      writer.write((i == 0 ? "" : "\n") + XmlText.of(lines.get(i)));
    }
  }
}
