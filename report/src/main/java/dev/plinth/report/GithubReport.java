package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.policy.Verdict;
import dev.plinth.report.text.Lines;
import dev.plinth.report.text.WorkflowCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Annotations of a GitHub workflow run. GitHub keeps ten of each level for a step and drops the
 * rest without a word, so that the worst come first, and the tenth says how many more there are.
 * Findings because of which the gate blocks are errors; others from high on, and what could not be
 * read, are warnings; the rest are notices.
 */
final class GithubReport implements ReportWriter {
  /** As many as GitHub keeps of each level for a step. */
  static final int MOST = 10;

  @Override
  public String name() {
    return "github";
  }

  @Override
  public String purpose() {
    return "annotations of a GitHub workflow run";
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    ReportView view = new ReportView(report, context);
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    verdict(report, view, context, errors, warnings, notices);
    for (Finding finding : view.unread()) {
      warnings.add(line("warning", finding, report, view));
    }
    for (ScanReport.Notice notice : report.notices()) {
      String level = notice.warning() ? "warning" : "notice";
      (notice.warning() ? warnings : notices)
          .add(
              new WorkflowCommand(level)
                  .with("title", "Plinth: " + notice.id())
                  .message(
                      Lines.safe(
                          notice.text()
                              + (notice.place().isEmpty() ? "" : " (" + notice.place() + ")"))));
    }
    for (Finding finding : view.found()) {
      if (view.blocks(finding)) {
        errors.add(line("error", finding, report, view));
      } else if (finding.severity().atLeast(Severity.HIGH)) {
        warnings.add(line("warning", finding, report, view));
      } else {
        notices.add(line("notice", finding, report, view));
      }
    }
    print(writer, "error", errors);
    print(writer, "warning", warnings);
    print(writer, "notice", notices);
    writer.flush();
  }

  private static void print(Writer writer, String level, List<String> lines) throws IOException {
    int most = lines.size() > MOST ? MOST - 1 : lines.size();
    for (String line : lines.subList(0, most)) {
      writer.write(line);
    }
    if (most < lines.size()) {
      writer.write(
          new WorkflowCommand(level)
              .with("title", "Plinth")
              .message(
                  "and "
                      + Numbers.grouped(lines.size() - most)
                      + " more of this level, which GitHub would not show; the table, JSON or"
                      + " Markdown report has them all"));
    }
  }

  private static void verdict(
      ScanReport report,
      ReportView view,
      ReportContext context,
      List<String> errors,
      List<String> warnings,
      List<String> notices) {
    Verdict verdict = report.verdict();
    List<String> lines = new ArrayList<>();
    for (Verdict.Reason reason : verdict.reasons()) {
      lines.add(reason.text());
    }
    String counts = Numbers.bySeverity(ReportView.bySeverity(report.findings()));
    lines.add(counts.isEmpty() ? "nothing found" : counts);
    for (String text :
        new String[] {
          ReportView.baselineWords(report),
          ReportView.setAside(report),
          view.hiddenWords(context),
          ReportView.complete(report) ? "" : "not whole: something could not be read"
        }) {
      if (!text.isEmpty()) {
        lines.add(text);
      }
    }
    lines.addAll(ReportView.limits(report));
    String level =
        switch (verdict.outcome()) {
          case BLOCK -> "error";
          case WARN -> "warning";
          case PASS -> "notice";
        };
    List<String> safe = new ArrayList<>();
    for (String line : lines) {
      safe.add(Lines.safe(line));
    }
    String line =
        new WorkflowCommand(level)
            .with("title", "Plinth: " + verdict.outcome().word() + " " + ReportView.name(report))
            .message(String.join("\n", safe));
    switch (verdict.outcome()) {
      case BLOCK -> errors.add(line);
      case WARN -> warnings.add(line);
      case PASS -> notices.add(line);
    }
  }

  private static String line(String level, Finding finding, ScanReport report, ReportView view) {
    WorkflowCommand command = new WorkflowCommand(level);
    Location.InFile file = FindingText.inFile(finding);
    if (file != null) {
      command
          .with("file", ReportView.sourceFile(report, file.file()))
          .with("line", Integer.toString(file.startLine()))
          .with("endLine", Integer.toString(FindingText.lastLine(file)));
    }
    boolean unread = finding.kind() == Finding.Kind.UNREADABLE;
    command.with(
        "title",
        unread
            ? "Not read: " + finding.subject().name()
            : (view.isNew(finding) ? "new, " : "")
                + finding.severity().word()
                + ": "
                + FindingText.headline(finding));
    List<String> lines = new ArrayList<>();
    for (String text :
        new String[] {
          FindingText.sentence(finding.title()),
          FindingText.sentence(FindingText.remedy(finding)),
          FindingText.place(finding, report.inventory().layers().size())
        }) {
      if (!text.isEmpty()) {
        lines.add(Lines.safe(text));
      }
    }
    return command.message(String.join("\n", lines));
  }
}
