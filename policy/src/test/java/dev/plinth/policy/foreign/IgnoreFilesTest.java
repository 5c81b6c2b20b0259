package dev.plinth.policy.foreign;

import static dev.plinth.policy.exceptions.Found.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.Notice;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.exceptions.Found;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in their own scanners' forms. */
class IgnoreFilesTest {
  private static final String LOG4J = "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1";

  private static IgnoreFile read(String name, String text) {
    return IgnoreFiles.read(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean ignores(IgnoreFile file, Finding finding) {
    return file.rules().stream().anyMatch(rule -> rule.matches(finding));
  }

  @Test
  void trivysList() {
    IgnoreFile file =
        read(
            ".trivyignore",
            """
            # Accept the risk,
            # it is never called
            CVE-2018-14618

            # Until we have moved
            CVE-2019-14697 exp:2023-01-01
            GHSA-aaaa-bbbb-cccc\r
            CVE-2019-1543 exp:someday
            """);
    assertThat(file.rules())
        .extracting(ExceptionRule::what)
        .containsExactly("CVE-2018-14618", "CVE-2019-14697", "GHSA-aaaa-bbbb-cccc");
    assertThat(file.rules())
        .extracting(ExceptionRule::place)
        .containsExactly(".trivyignore:3", ".trivyignore:6", ".trivyignore:7");
    assertThat(file.rules())
        .extracting(ExceptionRule::reason)
        .containsExactly("Accept the risk, it is never called", "Until we have moved", "");
    assertThat(file.rules().get(1).until())
        .as("on the day itself Trivy no longer ignores it")
        .isEqualTo(LocalDate.parse("2022-12-31"));
    assertThat(file.notices())
        .containsExactly(
            new Notice(
                true,
                "ignore-refused",
                "the end of CVE-2019-1543 is no date: it has no effect",
                ".trivyignore:8"));
    assertThat(ignores(file, Found.of("CVE-2018-14618", OPENSSL))).isTrue();
    assertThat(ignores(file, Found.of("CVE-1", OPENSSL, "GHSA-aaaa-bbbb-cccc"))).isTrue();
    assertThat(ignores(file, Found.of("CVE-2019-1543", OPENSSL))).isFalse();
  }

  @Test
  void trivysYaml() {
    IgnoreFile file =
        read(
            ".trivyignore.yaml",
            """
            vulnerabilities:
              - id: CVE-2022-40897
                paths:
                  - "usr/local/lib/python3.9/**/METADATA"
                statement: Accept the risk
              - id: CVE-2023-3446
                expired_at: 2023-09-01
              - id: CVE-2024-29415
                purls:
                  - pkg:npm/ip@2.0.0
              - id: CVE-2024-1
                paths: ["lib/[a-z]*"]
            secrets:
              - id: aws-access-key-id
            """);
    assertThat(file.rules()).hasSize(3);
    assertThat(file.rules().getFirst().reason()).isEqualTo("Accept the risk");
    assertThat(file.rules().get(1).until()).isEqualTo(LocalDate.parse("2023-08-31"));
    assertThat(
            ignores(
                file,
                Found.of(
                    "CVE-2022-40897",
                    "pkg:pypi/x@1",
                    null,
                    Severity.LOW,
                    "usr/local/lib/python3.9/site-packages/x/METADATA",
                    "")))
        .isTrue();
    assertThat(ignores(file, Found.of("CVE-2022-40897", "pkg:pypi/x@1"))).isFalse();
    assertThat(ignores(file, Found.of("CVE-2024-29415", "pkg:npm/ip@2.0.0"))).isTrue();
    assertThat(ignores(file, Found.of("CVE-2024-29415", "pkg:npm/ip@2.0.1"))).isFalse();
    assertThat(ignores(file, Found.of("CVE-2024-1", "pkg:npm/ip@2.0.1"))).isFalse();
    assertThat(file.notices())
        .containsExactly(
            new Notice(
                true,
                "ignore-refused",
                "the entry for CVE-2024-1 has no effect: its pattern has a `[`, which is not read",
                ".trivyignore.yaml:11"));
  }

  private static boolean grype(String rule, Finding finding) {
    return ignores(read(".grype.yaml", "ignore:\n  - " + rule + "\n"), finding);
  }

  @Test
  void grypesRulesHoldWhenAllTheySayDoes() {
    Finding log4j = Found.fixed("CVE-2021-44228", LOG4J, "GHSA-jfh8-c2jp-5v3q");
    assertThat(grype("vulnerability: CVE-2021-44228", log4j)).isTrue();
    assertThat(grype("vulnerability: GHSA-jfh8-c2jp-5v3q", log4j)).as("what matched").isTrue();
    Finding aliased = Found.of("CVE-2021-44228", LOG4J, "GO-1", "GHSA-jfh8-c2jp-5v3q");
    assertThat(grype("vulnerability: GHSA-jfh8-c2jp-5v3q", aliased)).isFalse();
    assertThat(grype("{vulnerability: GHSA-jfh8-c2jp-5v3q, include-aliases: true}", aliased))
        .isTrue();
    assertThat(grype("{vulnerability: CVE-2021-44228, package: {name: log4j-core}}", log4j))
        .isTrue();
    assertThat(grype("package: {name: log4j-.*, type: java-archive, language: java}", log4j))
        .isTrue();
    assertThat(grype("package: {name: log4j}", log4j)).as("the whole name").isFalse();
    assertThat(grype("package: {name: log4j-core, type: npm}", log4j)).isFalse();
    assertThat(grype("package: {name: log4j-core, version: 2.14.1}", log4j)).isTrue();
    assertThat(grype("package: {name: log4j-core, version: 2.14.2}", log4j)).isFalse();
    assertThat(grype("package: {location: '/usr/lib/**'}", log4j)).isTrue();
    assertThat(grype("package: {location: '/opt/**'}", log4j)).isFalse();
    assertThat(grype("package: {upstream-name: openssl}", Found.of("CVE-1", OPENSSL))).isTrue();
    assertThat(grype("package: {upstream-name: open}", Found.of("CVE-1", OPENSSL))).isFalse();
    assertThat(grype("package: {upstream-name: log4j-core}", log4j)).isFalse();
  }

  @Test
  void grypesStatesOfFixes() {
    Finding fixed = Found.fixed("CVE-1", OPENSSL);
    Finding open = Found.of("CVE-1", OPENSSL);
    Finding wont = Found.of("CVE-1", OPENSSL, null, Severity.LOW, "x", "wont-fix");
    Finding unknown = Found.of("CVE-1", LOG4J);
    for (Finding finding : List.of(fixed, open, wont, unknown)) {
      assertThat(grype("fix-state: fixed", finding)).isEqualTo(finding == fixed);
      assertThat(grype("fix-state: wont-fix", finding)).isEqualTo(finding == wont);
      assertThat(grype("fix-state: not-fixed", finding)).isEqualTo(finding == open);
      assertThat(grype("fix-state: unknown", finding)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{vulnerability: CVE-1, namespace: 'debian:distro:debian:12'} | Plinth has no exact answer to [namespace]",
        "{vulnerability: CVE-1, match-type: exact-direct-match} | Plinth has no exact answer to [match-type]",
        "{vex-status: under_investigation} | Plinth has no exact answer to [vex-status]",
        "{fix-state: unknown} | Plinth has no exact answer to [fix-state: unknown]",
        "{package: {type: msi}} | Plinth has no exact answer to [type: msi]",
        "{package: {name: '(['}} | [name] is no regular expression",
        "{package: {name: '(?=x)y'}} | [name] is no regular expression",
        "{package: {location: 'a/{b,c}'}} | its pattern has a [{], which is not read",
        "{reason: all of it} | it would ignore everything",
        "{vulnerability: CVE-1, severity: low} | [severity] is not known in a rule",
      })
  void grypesRulesThatCannotBeHonouredHaveNoEffect(String rule, String why) {
    IgnoreFile file = read(".grype.yaml", "ignore:\n  - " + rule + "\n");
    assertThat(file.rules()).isEmpty();
    assertThat(file.notices()).hasSize(1);
    assertThat(file.notices().getFirst().text())
        .endsWith("has no effect: " + why.replace('[', '`').replace(']', '`'));
  }

  @Test
  void hostileExpressionsTakeNoTime() {
    Finding finding = Found.of("CVE-1", "pkg:npm/" + "a".repeat(5_000) + "@1");
    assertThat(grype("package: {name: '(a*)*(a|aa)+b'}", finding)).isFalse();
    assertThat(read("x.grype.yaml", "ignore: [{package: {name: " + "a".repeat(501) + "}}]").rules())
        .isEmpty();
  }

  @Test
  void osvScannersOverrides() {
    IgnoreFile file =
        read(
            "osv-scanner.toml",
            """
            GoVersionOverride = "1.20.1"

            [[IgnoredVulns]]
            id = "GO-2022-0968"
            # ignoreUntil = 2022-11-09
            reason = "No ssh servers"

            [[IgnoredVulns]]
            id = "CVE-2"
            ignoreUntil = 2022-11-09T23:59:59Z

            [[PackageOverrides]]
            name = "log4j-core"
            ecosystem = "Maven"
            ignore = true

            [[PackageOverrides]]
            name = "openssl"
            ecosystem = "Debian:12"
            vulnerability.ignore = true
            effectiveUntil = 2027-01-01
            reason = "abc"

            [[PackageOverrides]]
            name = "lib"
            license.override = ["MIT"]

            [[PackageOverrides]]
            group = "dev"
            ignore = true

            [[PackageOverrides]]
            ignore = true
            """);
    assertThat(file.rules()).hasSize(4);
    assertThat(file.rules().getFirst().place()).isEqualTo("osv-scanner.toml:3");
    assertThat(file.rules().getFirst().reason()).isEqualTo("No ssh servers");
    assertThat(file.rules().get(1).until()).isEqualTo(LocalDate.parse("2022-11-09"));
    assertThat(file.rules().get(3).until()).isEqualTo(LocalDate.parse("2026-12-31"));
    assertThat(ignores(file, Found.of("CVE-1", OPENSSL))).as("by its source").isTrue();
    assertThat(ignores(file, Found.of("CVE-1", "pkg:deb/debian/openssl@1?distro=debian-11")))
        .isFalse();
    assertThat(ignores(file, Found.of("CVE-1", LOG4J))).as("Maven names have groups").isFalse();
    assertThat(ignores(file, Found.of("X", LOG4J, "GO-2022-0968"))).isTrue();
    assertThat(file.notices())
        .extracting(Notice::text)
        .containsExactly(
            "the entry for a package has no effect: Plinth has no exact answer to `group`",
            "the entry for a package has no effect: it would ignore everything");
  }

  @ParameterizedTest
  @CsvSource({
    "a.yaml, ignore: [{vulnerability: CVE-1}], CVE-1",
    "a.yml, vulnerabilities: [{id: CVE-2}], CVE-2",
    "ignored, CVE-3, CVE-3",
    "my.toml, 'IgnoredVulns = [{id = \"CVE-4\"}]', CVE-4",
  })
  void contentTellsTheKind(String name, String text, String what) {
    assertThat(read(name, text).rules()).extracting(ExceptionRule::what).containsExactly(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".grype.yaml | ignore: {vulnerability: x}",
        ".grype.yaml | a: [",
        ".trivyignore.yaml | - x",
        "osv-scanner.toml | [[IgnoredVulns",
      })
  void brokenFilesAreErrors(String name, String text) {
    assertThatThrownBy(() -> read(name, text))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-IGNORE-FILE"));
  }

  @Test
  void sizesAreBounded() {
    assertThatThrownBy(() -> IgnoreFiles.read(".trivyignore", new byte[(1 << 20) + 1]))
        .hasMessageContaining("larger than");
    assertThatThrownBy(() -> read(".trivyignore", "CVE-1\n".repeat(20_001)))
        .hasMessageContaining("more than 20000 entries");
  }
}
