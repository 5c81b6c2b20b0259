package dev.plinth.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/**
 * For people at a terminal: what was scanned, what is wrong by package, what to know of the answer,
 * and at the end, where the eye is, the verdict. Nothing is left out but what the reader asked not
 * to see, and that is counted.
 */
final class TableReport implements ReportWriter {
  @Override
  public String name() {
    return "table";
  }

  @Override
  public String purpose() {
    return "for people, grouped by package";
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(
                out, context.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII));
    Page page = new Page(writer, context);
    ReportView view = new ReportView(report, context);
    new TableHeader(page, report).print();
    new TableFindings(page, report).print(view.found());
    new TableNotes(page, report).print(view.found(), view.hidden(), view.unread());
    new TableVerdict(page).print(report.verdict(), report.findings());
    writer.flush();
  }
}
