package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Vulnerability;
import dev.plinth.report.text.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row for each finding, RFC 4180 in UTF-8 with a header. Like the JSON it is whole: {@code
 * shown} says what the filter keeps, {@code setAside} why a finding does not count.
 */
final class CsvReport implements ReportWriter {
  private static final List<String> HEADER =
      List.of(
          "id",
          "kind",
          "severity",
          "severitySource",
          "package",
          "version",
          "fixedVersion",
          "owner",
          "blocks",
          "new",
          "shown",
          "setAside",
          "setAsideUntil",
          "knownExploited",
          "epss",
          "cvssScore",
          "title",
          "remedy",
          "path",
          "layer",
          "layerDigest",
          "instruction",
          "aliases",
          "advisory",
          "purl",
          "image",
          "imageDigest",
          "reference",
          "fingerprint",
          "bases");

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String purpose() {
    return "for spreadsheets, safe from formulas";
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    ReportView view = new ReportView(report, context);
    row(writer, HEADER);
    for (Finding finding : FindingOrder.sorted(report.findings())) {
      row(writer, cells(finding, null, report, view, context));
    }
    for (ScanReport.SetAside aside : TableNotes.sorted(report.setAside())) {
      row(writer, cells(aside.finding(), aside, report, view, context));
    }
    writer.flush();
  }

  private static List<String> cells(
      Finding finding,
      ScanReport.@Nullable SetAside aside,
      ScanReport report,
      ReportView view,
      ReportContext context) {
    Vulnerability known = finding.vulnerability();
    Vulnerability.KnownExploited exploited = known == null ? null : known.knownExploited();
    Location.InFile file = FindingText.inFile(finding);
    Location.InImage image = FindingText.inImage(finding);
    List<String> cells = new ArrayList<>(HEADER.size());
    cells.add(finding.id());
    cells.add(finding.kind().word());
    cells.add(finding.severity().word());
    cells.add(finding.severitySource());
    cells.add(finding.subject().name());
    cells.add(finding.subject().version());
    cells.add(FindingText.fixedVersion(finding));
    cells.add(finding.owner().word());
    cells.add(Boolean.toString(aside == null && view.blocks(finding)));
    cells.add(report.baseline() == null ? "" : Boolean.toString(view.isNew(finding)));
    cells.add(aside == null ? Boolean.toString(context.shown().shows(finding)) : "");
    cells.add(
        aside == null
            ? ""
            : aside.reason() + (aside.explanation().isEmpty() ? "" : ": " + aside.explanation()));
    cells.add(aside == null ? "" : aside.until());
    cells.add(exploited == null ? "" : exploited.added());
    cells.add(known == null || known.epss() < 0 ? "" : Numbers.plain(known.epss()));
    cells.add(known == null || known.score() < 0 ? "" : Numbers.plain(known.score()));
    cells.add(finding.title());
    cells.add(FindingText.remedy(finding));
    cells.add(
        file != null
            ? file.file() + ":" + file.startLine()
            : image == null ? orEmpty(finding.subject().path()) : image.path());
    cells.add(image == null || image.layer() < 0 ? "" : Integer.toString(image.layer() + 1));
    cells.add(image == null ? "" : orEmpty(image.layerDigest()));
    cells.add(FindingText.instruction(finding));
    cells.add(known == null ? "" : String.join(" ", known.aliases()));
    cells.add(known == null ? "" : known.advisory());
    cells.add(orEmpty(finding.subject().purl()));
    cells.add(ReportView.name(report));
    cells.add(report.subject().manifestDigest());
    cells.add(finding.references().isEmpty() ? "" : finding.references().getFirst());
    cells.add(finding.fingerprint());
    cells.add(ReportView.bases(report));
    return cells;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void row(Writer writer, List<String> cells) throws IOException {
    StringBuilder row = new StringBuilder(512);
    for (int i = 0; i < cells.size(); i++) {
      row.append(i == 0 ? "" : ",").append(CsvText.cell(cells.get(i)));
    }
    writer.append(row.append("\r\n"));
  }
}
