package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.policy.Shown;
import dev.plinth.report.text.TextWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReportTest {
  private static final ReportWriter TABLE = ReportWriters.named("table");

  private static String text(ScanReport report, ReportContext context) {
    return Golden.written(TABLE, report, context);
  }

  private static ReportContext wide(int width) {
    return new ReportContext(width, false, true, false, Shown.all());
  }

  @Test
  void full() {
    Golden.check("full.txt", text(SampleReports.full(), ReportContext.plain()));
  }

  @Test
  void judged() {
    Golden.check("judged.txt", text(SampleReports.judged(), ReportContext.plain()));
    Golden.check(
        "judged-details.txt",
        text(SampleReports.judged(), new ReportContext(120, false, true, true, Shown.all())));
  }

  @Test
  void aBaseWithoutANameIsItsLayers() {
    ScanReport hinted = SampleReports.standingOn(new ScanReport.Base("", "", 1, "hint", "so"));
    assertThat(text(hinted, ReportContext.plain()))
        .containsPattern("\n  stands on   the lowest 1 of [0-9]+ layers? \\(hint\\)\n");
    ScanReport unplaced = SampleReports.standingOn(new ScanReport.Base("", "", -1, "claim", "so"));
    assertThat(text(unplaced, ReportContext.plain()))
        .contains("\n  stands on   a base without a name (claim)\n");
  }

  @Test
  void fullInColour() {
    Golden.check(
        "full-colour.txt",
        text(SampleReports.full(), new ReportContext(80, true, true, false, Shown.all())));
  }

  @Test
  void fullWithDetails() {
    Golden.check(
        "full-details.txt",
        text(SampleReports.full(), new ReportContext(80, false, true, true, Shown.all())));
  }

  @Test
  void fullOnAWideTerminal() {
    Golden.check("full-140.txt", text(SampleReports.full(), wide(140)));
  }

  @Test
  void fullInAscii() {
    String text =
        text(SampleReports.full(), new ReportContext(80, false, false, false, Shown.all()));
    assertThat(text).isASCII();
    Golden.check("full-ascii.txt", text);
  }

  @Test
  void onlyTheWorstShown() {
    Shown shown = Shown.severities("critical,high");
    String text = text(SampleReports.full(), new ReportContext(80, false, true, false, shown));
    assertThat(text.lines().toList().getLast())
        .isEqualTo(text(SampleReports.full(), ReportContext.plain()).lines().toList().getLast());
    Golden.check("worst.txt", text);
  }

  @Test
  void nothingWrong() {
    Golden.check("clean.txt", text(SampleReports.clean(), ReportContext.plain()));
    Golden.check("starter.txt", text(SampleReports.starter(), ReportContext.plain()));
    Golden.check("empty.txt", text(SampleReports.empty(), ReportContext.plain()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 57, 80, 120, 133, 1_000})
  void noLineIsTooLong(int width) {
    ReportContext context = wide(width);
    for (ScanReport report : SampleReports.all()) {
      assertThat(text(report, context).lines())
          .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(context.width()));
    }
  }

  @Test
  void linesHaveNoTrailingSpace() {
    assertThat(text(SampleReports.full(), ReportContext.plain()).lines())
        .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
  }

  @Test
  void hostileTextReachesNoTerminal() {
    for (boolean details : new boolean[] {false, true}) {
      ReportContext context = new ReportContext(80, false, true, details, Shown.all());
      String text = text(SampleReports.hostile(), context);
      assertThat(text.codePoints())
          .noneMatch(c -> c != '\n' && Character.isISOControl(c))
          .noneMatch(c -> Character.getType(c) == Character.FORMAT)
          .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
      assertThat(text.lines()).noneMatch(line -> line.startsWith("PASS"));
      assertThat(text.lines().toList().getLast()).isEqualTo("BLOCK  1 high");
    }
  }

  @Test
  void colourAddsNothingButColour() {
    String plain = text(SampleReports.full(), ReportContext.plain());
    String coloured =
        text(SampleReports.full(), new ReportContext(80, true, true, false, Shown.all()));
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured.lines().filter(line -> line.contains("\u001b[")))
        .allMatch(line -> line.lastIndexOf("\u001b[0m") > line.lastIndexOf("\u001b[1"));
  }

  @Test
  void theOrderOfFindingsGivenDoesNotMatter() {
    ScanReport report = SampleReports.full();
    ScanReport turned =
        new ScanReport(
            report.tool(),
            report.subject(),
            report.inventory(),
            report.findings().reversed(),
            report.setAside().reversed(),
            report.uncovered(),
            report.sources(),
            report.starterOnly(),
            report.verdict());
    assertThat(text(turned, ReportContext.plain())).isEqualTo(text(report, ReportContext.plain()));
  }
}
