package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GithubReportTest {
  private static List<String> lines(ScanReport report) {
    return Golden.written(ReportWriters.named("github"), report, ReportContext.plain())
        .lines()
        .toList();
  }

  @Test
  void judged() {
    Golden.check(
        "judged.github.txt",
        Golden.written(
            ReportWriters.named("github"), SampleReports.judged(), ReportContext.plain()));
  }

  @Test
  void everyLineIsACommandAndNoLevelHasMoreThanGithubKeeps() {
    for (ScanReport report :
        List.of(SampleReports.judged(), SampleReports.hostile(), SampleReports.large(500))) {
      assertThat(lines(report))
          .allMatch(l ->
              l.matches("::(error|warning|notice) title=.*::.*")
                  || l.matches("::(error|warning|notice) file=.*::.*"));
      for (String level : List.of("error", "warning", "notice")) {
        assertThat(lines(report).stream().filter(l -> l.startsWith("::" + level)).count())
            .isLessThanOrEqualTo(GithubReport.MOST);
      }
    }
    assertThat(lines(SampleReports.large(500)).stream().filter(l -> l.startsWith("::error")))
        .last()
        .asString()
        .contains("and 492 more");
  }

  @Test
  void anInputCannotGiveCommands() {
    List<String> lines =
        lines(SampleReports.hostile("x\n::stop-commands::y\r::add-mask::z,line=3::%0A::set-env::"));
    assertThat(lines).noneMatch(l -> l.startsWith("::stop") || l.startsWith("::add-mask"));
    assertThat(lines)
        .filteredOn(l -> l.contains("file="))
        .isNotEmpty()
        .allMatch(l -> l.contains("file=x\\n%3A%3Astop-commands%3A%3Ay"))
        .allMatch(l -> l.contains("%250A"))
        .noneMatch(l -> l.substring(0, l.indexOf("::", 2)).contains(",line=3"));
  }

  @Test
  void aLineOfAFileIsAnnotated() {
    assertThat(lines(SampleReports.judged()))
        .anyMatch(l ->
            l.startsWith(
                "::error file=web/package-lock.json,line=41,endLine=47,title=new%2C high%3A"
                    + " CVE-2020-8203 in lodash 4.17.15::"));
  }
}
