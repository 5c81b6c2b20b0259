package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.report.text.MarkdownText;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  private static String text(ScanReport report) {
    return Golden.written(ReportWriters.named("markdown"), report, ReportContext.plain());
  }

  @Test
  void judged() {
    Golden.check("judged.md", text(SampleReports.judged()));
    Golden.check("clean.md", text(SampleReports.clean()));
  }

  @Test
  void aBaseWithoutANameIsItsLayers() {
    assertThat(text(SampleReports.standingOn(new ScanReport.Base("", "", 2, "hint", "so"))))
        .contains("Stands on its lowest 2 layers (hint): so.");
  }

  @Test
  void aCommentHasRoomForIt() {
    assertThat(text(SampleReports.large(2_000)).length()).isBetween(50_000, 65_536);
    assertThat(text(SampleReports.large(2_000)))
        .containsPattern("and [0-9,]+ more findings than a comment has room for")
        .contains("<sub>Plinth");
    assertThat(text(SampleReports.hostile("\u0001".repeat(100_000))).length())
        .isLessThanOrEqualTo(65_536);
  }

  @Test
  void detailsAreClosedAlsoWhereRowsAreCut() {
    for (ScanReport report : List.of(SampleReports.judged(), SampleReports.large(2_000))) {
      String text = text(report);
      assertThat(text.split("<details>", -1).length).isEqualTo(text.split("</details>", -1).length);
    }
  }

  @Test
  void textsAreNoMarkup() {
    assertThat(MarkdownText.of("a *b* _c_ `d` [e](http://f) <g> | \\ ~~h~~ &amp;"))
        .doesNotContain("*", "`", "[", "]", "<", "|", "\\", "~", "&amp;", "://");
    assertThat(MarkdownText.of("@someone #1 owner/repo#2 GH-3 www.evil.example a@b.example"))
        .doesNotContain("@", " #1", "GH-3", "www.evil");
    assertThat(MarkdownText.of("1. x")).isEqualTo("1&#46; x");
    assertThat(MarkdownText.of("12) x")).isEqualTo("12&#41; x");
    assertThat(MarkdownText.of("1.2 (x)")).isEqualTo("1.2 (x)");
    assertThat(MarkdownText.of("- x")).startsWith("&#45;");
    assertThat(MarkdownText.of("a\n# b")).contains("\\n".replace("\\", "&#92;"));
  }

  @Test
  void codeEndsWhereItShould() {
    assertThat(MarkdownText.code("libssl3")).isEqualTo("`libssl3`");
    assertThat(MarkdownText.code("a`b")).isEqualTo("<code>a&#96;b</code>");
    assertThat(MarkdownText.code("a|b")).isEqualTo("<code>a&#124;b</code>");
    assertThat(MarkdownText.code("</code><script>`")).doesNotContain("</code><", "script>");
    assertThat(MarkdownText.code("")).isEmpty();
  }

  @Test
  void linksGoToTheWebOnly() {
    assertThat(MarkdownText.link("x", "javascript:alert(1)")).isEqualTo("x");
    assertThat(MarkdownText.link("x", "https://a.example/>\")")).isEqualTo("x");
    assertThat(MarkdownText.link("x", "https://a.example/(1)"))
        .isEqualTo("[x](<https://a.example/(1)>)");
  }

  @Test
  void everyRowOfATableHasAsManyCellsAsItsHead() {
    String text = text(SampleReports.hostile("a|b\n|c`|d\\|"));
    int cells = -1;
    for (String line : text.lines().toList()) {
      if (!line.startsWith("|")) {
        cells = -1;
        continue;
      }
      int here = line.split("\\|", -1).length;
      cells = cells < 0 ? here : cells;
      assertThat(here).as(line).isEqualTo(cells);
    }
  }
}
