package dev.plinth.report.lint;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.text.WorkflowCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Annotations of a pull request, by commands to GitHub's runner. */
final class LintGithub implements LintWriter {
  @Override
  public void write(LintReport report, Look look, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(4096);
    for (LintFile file : report.files()) {
      for (Finding finding : file.findings()) {
        Location.InFile place = LintText.place(finding);
        WorkflowCommand command = new WorkflowCommand(command(finding)).with("file", file.name());
        if (place != null) {
          command.with("line", Integer.toString(place.startLine()));
          command.with("endLine", Integer.toString(place.endLine()));
          if (place.startLine() == place.endLine()) {
            command.with("col", Integer.toString(place.startColumn()));
            command.with("endColumn", Integer.toString(place.endColumn()));
          }
        }
        command.with("title", finding.id());
        String message = SafeText.of(finding.title());
        if (finding.fix() instanceof Fix.Advice(String advice)) {
          message += "\n" + SafeText.of(advice);
        } else if (finding.fix() instanceof Fix.Edits edits) {
          message += "\n" + SafeText.of(edits.description());
        }
        text.append(command.message(message));
      }
    }
    for (LintReport.Unread unread : report.unread()) {
      text.append(
          new WorkflowCommand("error")
              .with("file", unread.name())
              .message(unread.label() + ": " + SafeText.of(unread.why())));
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String command(Finding finding) {
    return switch (Level.of(finding.severity())) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "notice";
    };
  }
}
