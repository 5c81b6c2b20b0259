package dev.plinth.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** What a person's own template makes of the JSON report. */
final class TemplateReport implements ReportWriter {
  @Override
  public String name() {
    return "template";
  }

  @Override
  public String purpose() {
    return "your own Mustache template (--template)";
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    ReportTemplate template = context.template();
    if (template == null) {
      throw ReportErrors.noTemplate();
    }
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    template.render(TemplateModel.of(report, context), writer);
    writer.flush();
  }
}
