package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTemplateTest {
  @TempDir Path folder;

  private ReportTemplate template(String name, String text) throws Exception {
    return ReportTemplate.read(Files.writeString(folder.resolve(name), text));
  }

  private String rendered(String name, String text, ScanReport report) throws Exception {
    return Golden.written(
        ReportWriters.named("template"),
        report,
        new ReportContext(80, false, true, false, Shown.all(), "", template(name, text)));
  }

  private String refused(String text) {
    PlinthException error =
        catchThrowableOfType(
            PlinthException.class, () -> rendered("t.txt", text, SampleReports.judged()));
    assertThat(error).as(text.substring(0, Math.min(60, text.length()))).isNotNull();
    assertThat(error.code()).isEqualTo("PLINTH-REPORT-TEMPLATE");
    return error.getMessage();
  }

  @Test
  void itIsFilledWithTheJsonReport() throws Exception {
    assertThat(
            rendered(
                "t.txt",
                "{{verdict.outcome}} {{summary.findings}}\n"
                    + "{{#findings}}{{#new}}{{id}} {{subject.name}} {{vulnerability.score}}"
                    + "{{#fix}} -> {{version}}{{/fix}}\n{{/new}}{{/findings}}"
                    + "{{^problems}}whole{{/problems}}",
                SampleReports.judged()))
        .isEqualTo(
            "block 13\n"
                + "CVE-2021-44228 org.apache.logging.log4j:log4j-core 10.0 -> 2.15.0\n"
                + "CVE-2020-8203 lodash 7.4 -> 4.17.19\n");
  }

  @ParameterizedTest
  @CsvSource({
    "r.html, &lt;b&gt;&amp;&quot;\\u202e",
    "r.html.mustache, &lt;b&gt;&amp;&quot;\\u202e",
    "r.XML, &lt;b&gt;&amp;&quot;\\u202e",
    "r.json, <b>&\\\"\\\\u202e",
    "r.csv, <b>&\"\"\\u202e",
    "r.txt, <b>&\"\\u202e",
    "r.tpl, <b>&\"\\u202e"
  })
  void theFilesNameTellsHowToEscape(String name, String expected) throws Exception {
    assertThat(rendered(name, "{{subject.name}}", SampleReports.hostile("<b>&\"\u202e")))
        .isEqualTo(expected);
  }

  @Test
  void rawTextsAreSafeToShowToo() throws Exception {
    assertThat(rendered("r.html", "{{{subject.name}}}", SampleReports.hostile("<\u001b\n\udc80")))
        .isEqualTo("<\\x1b\\n\\x80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{findings.size}}",
        "{{findings.class}}",
        "{{subject.getClass}}",
        "{{tool.name.bytes}}",
        "{{findings}}{{subject}}",
        "{{no.such.thing}}",
        "{{#subject.name.chars}}x{{/subject.name.chars}}"
      })
  void nothingButTheReportIsReached(String text) throws Exception {
    assertThat(rendered("t.txt", text, SampleReports.judged())).isEmpty();
  }

  @Test
  void whatIsNoTemplateIsRefused() throws Exception {
    assertThat(refused("{{#findings}}")).contains("it is no Mustache template: ");
    assertThat(refused("{{/findings}}")).contains("it is no Mustache template: ");
    assertThat(refused("{{> /etc/passwd}}")).contains("a template is one file");
    assertThat(refused("{{#summary}}".repeat(30_000) + "x" + "{{/summary}}".repeat(30_000)))
        .contains("nest too deeply");
    assertThat(refused(" ".repeat(ReportTemplate.MAX_BYTES + 1))).contains("larger than 1 MiB");
    Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {(byte) 0xe4});
    assertThat(catchThrowableOfType(PlinthException.class, () -> ReportTemplate.read(file)))
        .hasMessageContaining("it is not UTF-8");
    assertThat(
            catchThrowableOfType(
                    PlinthException.class, () -> ReportTemplate.read(folder.resolve("none")))
                .code())
        .isEqualTo("PLINTH-REPORT-TEMPLATE-FILE");
  }

  @Test
  void itEnds() {
    String open = "{{#findings}}{{#evidence}}";
    String close = "{{/evidence}}{{/findings}}";
    assertThat(refused(open.repeat(12) + "x".repeat(0) + close.repeat(12)))
        .contains("go through too many items");
  }

  @Test
  void withoutATemplateThereIsNoReport() {
    PlinthException error =
        catchThrowableOfType(
            PlinthException.class,
            () ->
                Golden.written(
                    ReportWriters.named("template"), SampleReports.empty(), ReportContext.plain()));
    assertThat(error.code()).isEqualTo("PLINTH-REPORT-TEMPLATE-NONE");
  }
}
