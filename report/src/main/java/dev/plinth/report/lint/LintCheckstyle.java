package dev.plinth.report.lint;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.text.XmlText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Checkstyle's XML, which most build servers read. */
final class LintCheckstyle implements LintWriter {
  @Override
  public void write(LintReport report, Look look, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(4096);
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (LintFile file : report.files()) {
      text.append("  <file name=\"").append(XmlText.of(file.name())).append("\">\n");
      for (Finding finding : file.findings()) {
        Location.InFile place = LintText.place(finding);
        text.append("    <error line=\"").append(place == null ? 1 : place.startLine());
        text.append("\" column=\"").append(place == null ? 1 : place.startColumn());
        text.append("\" severity=\"").append(severity(finding));
        text.append("\" message=\"").append(XmlText.of(finding.title()));
        text.append("\" source=\"plinth.").append(XmlText.of(finding.id())).append("\"/>\n");
      }
      text.append("  </file>\n");
    }
    for (LintReport.Unread unread : report.unread()) {
      text.append("  <file name=\"").append(XmlText.of(unread.name())).append("\">\n");
      text.append("    <exception>").append(XmlText.of(unread.why())).append("</exception>\n");
      text.append("  </file>\n");
    }
    text.append("</checkstyle>\n");
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String severity(Finding finding) {
    return switch (Level.of(finding.severity())) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "info";
    };
  }
}
