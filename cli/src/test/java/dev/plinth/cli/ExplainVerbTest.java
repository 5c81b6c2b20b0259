package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainVerbTest {
  private static final String RECORD =
      """
      {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-01-02T03:04:05Z", "aliases": ["CVE-2026-12345"],
       "summary": "example runs code that it is given",
       "details": "First line of many words, long enough that it has to be broken somewhere before the end of it.\\n\\nSecond\\u001b[31m line.",
       "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
       "references": [{"type": "WEB", "url": "https://example.org/advisory"}],
       "affected": [{"package": {"ecosystem": "PyPI", "name": "example"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2.3"}]}]}]}
      """;

  @TempDir Path folder;

  private CliHarness cli() throws IOException {
    CliHarness cli = new CliHarness(folder);
    Files.writeString(folder.resolve("osv.json"), RECORD);
    Files.writeString(
        folder.resolve("epss.csv"),
        "#model_version:v2025.03.14,score_date:2026-01-02T12:55:00Z\ncve,epss,percentile\n"
            + "CVE-2026-12345,0.94321,0.999\n");
    assertThat(
            cli.run("db", "import", folder.resolve("osv.json"), folder.resolve("epss.csv")).code())
        .isZero();
    return cli;
  }

  @Test
  void saysWhatTheStoreKnows() throws IOException {
    CliHarness.Run run = cli().line("explain cve-2026-12345");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            CVE-2026-12345
              example runs code that it is given
              also known as: GHSA-aaaa-bbbb-cccc

            Severity
              CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H (osv GHSA-aaaa-bbbb-cccc)

            Exploitation
              94.3 % likely within 30 days (EPSS)

            Affected
              PyPI  example: before 1.2.3

            Details
              First line of many words, long enough that it has to be broken somewhere
                before the end of it.

              Second\\x1b[31m line.

            References
              https://example.org/advisory
            """);
    assertThat(cli().line("explain GHSA-AAAA-bbbb-cccc").out())
        .startsWith("GHSA-aaaa-bbbb-cccc\n")
        .contains("also known as: CVE-2026-12345", "94.3 % likely");
  }

  @Test
  void theStarterSetServesWithoutAStore() {
    CliHarness.Run run = new CliHarness(folder).line("explain CVE-2021-44228");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("known, in CISA's catalogue since 2021-12-10", "log4j-core", "before 2.15.0");
  }

  @Test
  void whatIsUnknownIsSaidWithWhatMayHaveBeenMeant() throws IOException {
    CliHarness.Run run = cli().line("explain CVE-2026-12354");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("no advisory in ", "bears that name", "CVE-2026-12345", "[PLINTH-EXPLAIN]");
    assertThat(cli().line("explain example").err()).contains("nothing is known by that name");
    assertThat(new CliHarness(folder.resolve("x")).line("explain CVE-2026-1").err())
        .contains("there is no advisory store", "plinth db update");
    assertThat(cli().line("explain").code()).isEqualTo(2);
  }
}
