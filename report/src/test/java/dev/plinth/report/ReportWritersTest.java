package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.Shown;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every format. */
class ReportWritersTest {
  /** All but the one that needs a person's template. */
  static List<String> formats() {
    List<String> formats = new ArrayList<>(ReportWriters.names());
    formats.remove("template");
    return formats;
  }

  @Test
  void eachIsFoundByItsOwnName() {
    assertThat(ReportWriters.names()).doesNotHaveDuplicates().startsWith("table", "json");
    for (String name : ReportWriters.names()) {
      assertThat(ReportWriters.named(name).name()).isEqualTo(name);
      assertThat(ReportWriters.named(name).purpose()).isNotBlank();
    }
    PlinthException error =
        catchThrowableOfType(PlinthException.class, () -> ReportWriters.named("xml\n"));
    assertThat(error.code()).isEqualTo("PLINTH-REPORT-FORMAT");
    assertThat(error)
        .hasMessageStartingWith(
            "Tried to choose the report format, but `xml\\n` is not one; take one of `table`,"
                + " `json`");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theOrderOfFindingsGivenDoesNotMatter(String format) {
    ScanReport report = SampleReports.judged();
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
            report.base(),
            report.baseline(),
            report.notices(),
            report.verdict());
    assertThat(Golden.written(ReportWriters.named(format), turned, ReportContext.plain()))
        .isEqualTo(Golden.written(ReportWriters.named(format), report, ReportContext.plain()));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theStreamStaysOpenAndIsFlushed(String format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean[] closed = {false};
    ReportWriters.named(format)
        .write(
            SampleReports.empty(),
            ReportContext.plain(),
            new FilterOutputStream(out) {
              @Override
              public void close() {
                closed[0] = true;
              }
            });
    assertThat(closed[0]).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noTextActsOnATerminal(String format) {
    String text =
        Golden.written(ReportWriters.named(format), SampleReports.hostile(), ReportContext.plain());
    assertThat(text.codePoints())
        .noneMatch(c -> c != '\n' && c != '\r' && Character.isISOControl(c))
        .noneMatch(c -> Character.getType(c) == Character.FORMAT)
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void anEndOfLifeIsTold(String format) {
    String text =
        Golden.written(ReportWriters.named(format), SampleReports.full(), ReportContext.plain());
    assertThat(text)
        .contains("Debian GNU/Linux")
        .contains("end")
        .containsPattern("(?i)move to a base on Debian 13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "sarif", "junit", "gitlab", "github", "markdown"})
  void whatIsHiddenIsCounted(String format) throws Exception {
    ReportContext context = new ReportContext(80, false, true, false, Shown.severities("critical"));
    String text = Golden.written(ReportWriters.named(format), SampleReports.full(), context);
    assertThat(text).containsIgnoringCase("not shown").contains("CVE-2021-44228");
    assertThat(text).doesNotContain("CVE-2021-23337");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsNotWholeLooksIt(String format) {
    String text =
        Golden.written(ReportWriters.named(format), SampleReports.full(), ReportContext.plain());
    assertThat(text).contains("app/legacy.war").contains("is cut off after");
  }
}
