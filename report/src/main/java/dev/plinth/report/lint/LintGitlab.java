package dev.plinth.report.lint;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/** GitLab's code quality report: a part of Code Climate's format, an array of issues. */
final class LintGitlab implements LintWriter {
  @Override
  public void write(LintReport report, Look look, OutputStream out) throws IOException {
    JsonOutput.write(
        out,
        generator -> {
          JsonMembers json = new JsonMembers(generator, true);
          generator.writeStartArray();
          for (LintFile file : report.files()) {
            for (Finding finding : file.findings()) {
              issue(finding, file.name(), json);
            }
          }
          generator.writeEndArray();
        });
  }

  private static void issue(Finding finding, String file, JsonMembers json) throws IOException {
    Location.InFile place = LintText.place(finding);
    json.open();
    json.text("type", "issue");
    json.text("description", finding.title());
    json.text("check_name", finding.id());
    json.text("fingerprint", finding.fingerprint());
    json.text("severity", severity(finding));
    json.open("location");
    json.text("path", file);
    json.open("lines");
    json.number("begin", place == null ? 1 : place.startLine());
    json.number("end", place == null ? 1 : place.endLine());
    json.close();
    json.close();
    json.close();
  }

  private static String severity(Finding finding) {
    return switch (Level.of(finding.severity())) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case INFO -> "minor";
      case STYLE -> "info";
    };
  }
}
