package dev.plinth.report.lint;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.text.XmlText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** JUnit's XML: each file a suite, each finding that counts a failed case, all others passed. */
final class LintJunit implements LintWriter {
  @Override
  public void write(LintReport report, Look look, OutputStream out) throws IOException {
    StringBuilder body = new StringBuilder(4096);
    int tests = 0;
    int failures = 0;
    for (LintFile file : report.files()) {
      StringBuilder cases = new StringBuilder();
      int failed = 0;
      int count = Math.max(1, file.findings().size());
      for (Finding finding : file.findings()) {
        boolean counts = Level.of(finding.severity()).atLeast(report.failAt());
        failed += counts ? 1 : 0;
        test(cases, file.name(), finding, counts);
      }
      if (file.findings().isEmpty()) {
        cases.append("    <testcase classname=\"").append(XmlText.of(file.name()));
        cases.append("\" name=\"clean\"/>\n");
      }
      body.append("  <testsuite name=\"").append(XmlText.of(file.name()));
      body.append("\" tests=\"").append(count).append("\" failures=\"").append(failed);
      body.append("\" errors=\"0\" skipped=\"0\">\n").append(cases).append("  </testsuite>\n");
      tests += count;
      failures += failed;
    }
    for (LintReport.Unread unread : report.unread()) {
      String name = XmlText.of(unread.name());
      body.append("  <testsuite name=\"").append(name);
      body.append("\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n");
      body.append("    <testcase classname=\"").append(name).append("\" name=\"");
      body.append(unread.partly() ? "checked" : "read").append("\">\n");
      body.append("      <error message=\"").append(XmlText.of(unread.why())).append("\"/>\n");
      body.append("    </testcase>\n  </testsuite>\n");
      tests++;
    }
    StringBuilder text = new StringBuilder(body.length() + 200);
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"plinth lint\"");
    text.append(" tests=\"").append(tests).append("\" failures=\"").append(failures);
    text.append("\" errors=\"").append(report.unread().size()).append("\">\n");
    text.append(body).append("</testsuites>\n");
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void test(StringBuilder out, String file, Finding finding, boolean counts) {
    Location.InFile place = LintText.place(finding);
    String where = place == null ? "" : ":" + place.startLine() + ":" + place.startColumn();
    out.append("    <testcase classname=\"").append(XmlText.of(file));
    out.append("\" name=\"").append(XmlText.of(finding.id() + where)).append('"');
    if (!counts) {
      out.append("/>\n");
      return;
    }
    out.append(">\n      <failure type=\"").append(Level.of(finding.severity()).word());
    out.append("\" message=\"").append(XmlText.of(finding.title())).append("\">");
    out.append(XmlText.of(file + where)).append("</failure>\n    </testcase>\n");
  }
}
