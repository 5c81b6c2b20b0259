package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.DEBIAN_12;
import static dev.plinth.advisories.match.Given.advisory;
import static dev.plinth.advisories.match.Given.deb;
import static dev.plinth.advisories.match.Given.fixed;
import static dev.plinth.advisories.match.Given.inventory;
import static dev.plinth.advisories.match.Given.language;
import static dev.plinth.advisories.match.Given.last;
import static dev.plinth.advisories.match.Given.open;
import static dev.plinth.advisories.match.Given.owned;
import static dev.plinth.advisories.match.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.match.Given.Source;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Vulnerability.KnownExploited;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Package;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages of programming languages. */
class LanguageMatchTest {
  private static MatchResult match(Source source, Package... packages) {
    return Matcher.match(inventory(DEBIAN_12, packages), source);
  }

  @Test
  void log4shell() {
    Advisory ghsa =
        new Advisory(
            "GHSA-jfh8-c2jp-5v3q",
            List.of("CVE-2021-44228"),
            List.of(),
            "osv",
            "2021-12-10T00:40:56Z",
            "2024-01-01T00:00:00Z",
            null,
            "Remote code injection in Log4j\nmore",
            List.of(new Advisory.Score("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H")),
            "CRITICAL",
            List.of("https://logging.apache.org/security.html"));
    Source source =
        new Source(
                row(
                    ghsa,
                    "Maven",
                    "org.apache.logging.log4j:log4j-core",
                    fixed("2.13.0", "2.15.0")),
                row(
                    ghsa,
                    "Maven",
                    "org.apache.logging.log4j:log4j-core",
                    fixed("2.0-beta9", "2.3.1")))
            .enriched("CVE-2021-44228", Given.exploited("2021-12-10", true, 0.97));
    MatchResult result =
        match(source, language("maven", "org.apache.logging.log4j", "log4j-core", "2.14.1"));
    assertThat(result.findings()).hasSize(1);
    Finding finding = result.findings().getFirst();
    assertThat(finding.id()).isEqualTo("CVE-2021-44228");
    assertThat(finding.title()).isEqualTo("Remote code injection in Log4j");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.severitySource()).isEqualTo("ghsa");
    assertThat(finding.subject().name()).isEqualTo("org.apache.logging.log4j:log4j-core");
    assertThat(finding.fix())
        .isEqualTo(new Fix.Upgrade("org.apache.logging.log4j:log4j-core", "2.15.0"));
    assertThat(finding.evidence())
        .containsExactly(
            "org.apache.logging.log4j:log4j-core 2.14.1 is 2.13.0 or later and below 2.15.0, where"
                + " it is fixed according to GHSA-jfh8-c2jp-5v3q (Maven)");
    assertThat(finding.locations())
        .containsExactly(new Location.InImage("app/log4j-core", 1, "sha256:cc", "RUN pip install"));
    assertThat(finding.references()).containsExactly("https://logging.apache.org/security.html");
    assertThat(finding.vulnerability().aliases()).containsExactly("GHSA-jfh8-c2jp-5v3q");
    assertThat(finding.vulnerability().score()).isEqualTo(10.0);
    assertThat(finding.vulnerability().knownExploited())
        .isEqualTo(new KnownExploited("2021-12-10", true));
    assertThat(finding.vulnerability().epss()).isEqualTo(0.97);
  }

  @Test
  void aPackageWithinAnArchiveIsPlacedThere() {
    Package nested =
        new Package(
            "maven",
            "g",
            "a",
            "1",
            "",
            "",
            "",
            List.of(),
            Map.of("inner-path", "BOOT-INF/lib/a-1.jar"),
            "pkg:maven/g/a@1",
            List.of("app/shop.jar"),
            1,
            null);
    Source source = new Source(row(advisory("CVE-2024-1"), "Maven", "g:a", fixed("0", "2")));
    assertThat(match(source, nested).findings().getFirst().locations())
        .containsExactly(
            new Location.InImage(
                "app/shop.jar!/BOOT-INF/lib/a-1.jar", 1, "sha256:cc", "RUN pip install"));
  }

  @ParameterizedTest
  @CsvSource({
    "pypi, '', Zope.Interface, 5.0, PyPI, zope-interface",
    "npm, @babel, traverse, 7.0.0, npm, @babel/traverse",
    "npm, '', lodash, 4.17.20, npm, lodash",
    "golang, golang.org/x, net, v0.1.0, Go, golang.org/x/net",
    "golang, '', stdlib, go1.20.1, Go, stdlib",
    "cargo, '', time, 0.1.43, crates.io, time",
    "gem, '', rack, 2.0.0, RubyGems, rack",
    "nuget, '', Newtonsoft.Json, 12.0.3, NuGet, newtonsoft.json",
    "composer, symfony, http-kernel, v5.4.1, Packagist, symfony/http-kernel"
  })
  void namesOfEcosystems(
      String type, String namespace, String name, String version, String ecosystem, String key) {
    Source source = new Source(row(advisory("CVE-1"), ecosystem, key, open("0")));
    assertThat(match(source, language(type, namespace, name, version)).findings()).hasSize(1);
  }

  @Test
  void mavenWithoutGroupIsNotMatchedByName() {
    Source source =
        new Source(
            row(advisory("CVE-1"), "Maven", "log4j-core", open("0")),
            row(advisory("CVE-2"), "Maven", ":log4j-core", open("0")));
    MatchResult result = match(source, language("maven", "", "log4j-core", "2.14.1"));
    assertThat(result.findings()).isEmpty();
    assertThat(result.uncovered())
        .containsExactly(new MatchResult.Uncovered("Maven (group unknown)", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com/app, (devel), true, version-unknown",
    "example.com/app, v0.0.0-20240101000000-abcdefabcdef, true, version-unknown",
    "example.com/app, v0.0.0-20240101000000-abcdefabcdef, false, ''",
    "example.com/app, v1.0.0, true, ''",
    "example.com/app, v1.5.0+incompatible, false, none"
  })
  void goModules(String module, String version, boolean main, String expected) {
    Source source =
        new Source(
            row(
                advisory("GO-2024-1"),
                "Go",
                module,
                new Interval(Interval.Kind.SEMVER, "0", "1.5.0", "")));
    Package installed =
        new Package(
            "golang",
            "example.com",
            "app",
            version,
            "",
            "",
            "",
            List.of(),
            main ? Map.of("main-module", "true") : Map.of(),
            "pkg:golang/example.com/app",
            List.of(),
            -1,
            null);
    MatchResult result = match(source, installed);
    assertThat(result.findings()).hasSize(expected.isEmpty() ? 1 : 0);
    assertThat(result.setAside())
        .extracting(MatchResult.SetAside::reason)
        .isEqualTo(expected.isEmpty() || expected.equals("none") ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "go1.21.4, true",
    "go1.21.5, false",
    "go1.21.4 X:boringcrypto, true",
    "go1.21rc2, true",
    "1.20.11, true",
    "go1.20.12, false"
  })
  void goStandardLibrary(String version, boolean affected) {
    Source source =
        new Source(
            row(
                advisory("GO-2023-2382"),
                "Go",
                "stdlib",
                new Interval(Interval.Kind.SEMVER, "0", "1.20.12", ""),
                new Interval(Interval.Kind.SEMVER, "1.21.0-0", "1.21.5", "")));
    assertThat(match(source, language("golang", "", "stdlib", version)).findings())
        .hasSize(affected ? 1 : 0);
  }

  @Test
  void ownedByADistributionPackage() {
    Package owner = deb("python3-urllib3", "1.26.12-1", "python-urllib3", "1.26.12-1");
    Package urllib3 = owned("pypi", "", "urllib3", "1.26.12", owner.purl());
    Source source =
        new Source(
            row(advisory("PYSEC-2023-192", "CVE-2023-43804"), "PyPI", "urllib3", open("0")),
            row(advisory("DSA-1"), "Debian:12", "other", open("0")));
    Package tool = owned("cargo", "", "tool", "1.0.0", owner.purl());
    MatchResult result = match(source, owner, urllib3, tool);
    assertThat(result.uncovered()).isEmpty();
    assertThat(result.findings()).isEmpty();
    assertThat(result.setAside())
        .extracting(aside -> aside.finding().id() + " " + aside.reason())
        .containsExactly("CVE-2023-43804 distribution-owned");
    assertThat(result.setAside().getFirst().explanation())
        .isEqualTo(
            "urllib3 1.26.12 is part of python3-urllib3 1.26.12-1, whose vulnerabilities and fixes"
                + " the advisories of Debian:12 tell");
  }

  @Test
  void ownedByADistributionThatNobodyCovers() {
    Package owner = deb("python3-urllib3", "1.26.12-1", "python-urllib3", "1.26.12-1");
    Package urllib3 = owned("pypi", "", "urllib3", "1.26.12", owner.purl());
    Source source = new Source(row(advisory("CVE-1"), "PyPI", "urllib3", open("0")));
    assertThat(match(source, owner, urllib3).findings()).hasSize(1);
  }

  @Test
  void ownedByADistributionOfWhichOnlyTheStarterSetSpeaks() {
    Package owner = deb("python3-urllib3", "1.26.12-1", "python-urllib3", "1.26.12-1");
    Package urllib3 = owned("pypi", "", "urllib3", "1.26.12", owner.purl());
    Source source =
        new Source(
            row(advisory("CVE-1"), "PyPI", "urllib3", open("0")),
            row(advisory("DSA-1"), "Debian:12", "other", open("0")));
    source.fromStarter("Debian:12");
    MatchResult result = match(source, owner, urllib3);
    assertThat(result.findings()).hasSize(1);
    assertThat(result.uncovered())
        .containsExactly(new MatchResult.Uncovered("Debian:12 beyond the starter set", 1));
    source.fromStarter("PyPI");
    MatchResult starterAlone = match(source, owner, urllib3);
    assertThat(starterAlone.setAside()).hasSize(1);
    assertThat(starterAlone.uncovered()).isEmpty();
  }

  @Test
  void ownedByAThirdPartyPackage() {
    Package owner =
        Given.distributionPackage(
            "deb",
            "debian",
            "nodejs",
            "20.11.0-1nodesource1",
            "nodejs",
            "20.11.0-1nodesource1",
            Map.of());
    Package tar = owned("npm", "", "tar", "6.1.0", owner.purl());
    Source source =
        new Source(
            row(advisory("CVE-1"), "npm", "tar", open("0")),
            row(advisory("CVE-2"), "Debian:12", "other", open("0")));
    assertThat(match(source, owner, tar).findings()).hasSize(1);
  }

  @Test
  void theOwnersVendorSaysNotAffected() {
    Package owner = Given.apk("py3-urllib3", "1.26.12-r0", "py3-urllib3");
    Package urllib3 = owned("pypi", "", "urllib3", "1.26.12", owner.purl());
    Source source =
        new Source(
            row(advisory("GHSA-1", "CVE-2023-1"), "PyPI", "urllib3", open("0")),
            row(advisory("CVE-2023-1"), "Alpine:v3.20", "py3-urllib3", fixed("0", "0")));
    MatchResult result =
        Matcher.match(inventory(Given.distribution("alpine", "3.20"), owner, urllib3), source);
    assertThat(result.findings()).isEmpty();
    assertThat(result.setAside())
        .extracting(MatchResult.SetAside::reason)
        .containsExactly("not-affected");
    assertThat(result.setAside().getFirst().explanation())
        .isEqualTo(
            "CVE-2023-1 (Alpine:v3.20) says that urllib3 1.26.12, part of py3-urllib3 1.26.12-r0,"
                + " is not affected");
  }

  @Test
  void versionUnknown() {
    Source source = new Source(row(advisory("CVE-1"), "npm", "left-pad", fixed("0", "1.0.0")));
    MatchResult result = match(source, language("npm", "", "left-pad", ""));
    assertThat(result.findings()).isEmpty();
    assertThat(result.setAside())
        .extracting(MatchResult.SetAside::reason)
        .containsExactly("version-unknown");
    assertThat(result.setAside().getFirst().finding().evidence())
        .containsExactly("left-pad: CVE-1 (npm) may apply, its version is not known");
  }

  @Test
  void severalDatabasesOnOneVulnerability() {
    Source source =
        new Source(
            row(advisory("PYSEC-1", "GHSA-1"), "PyPI", "django", fixed("4.0", "4.0.2")),
            row(advisory("GHSA-1", "CVE-2022-1"), "PyPI", "django", fixed("4.0", "4.0.4")),
            row(advisory("GHSA-1", "CVE-2022-1"), "PyPI", "django", fixed("4.0.4", "4.0.5")),
            row(advisory("OTHER-1", "PYSEC-1"), "PyPI", "django", last("0", "3.2")));
    List<Finding> findings = match(source, language("pypi", "", "Django", "4.0.1")).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().id()).isEqualTo("CVE-2022-1");
    assertThat(findings.getFirst().vulnerability().aliases())
        .containsExactly("GHSA-1", "OTHER-1", "PYSEC-1");
    assertThat(findings.getFirst().fix()).isEqualTo(new Fix.Upgrade("Django", "4.0.5"));
    assertThat(findings.getFirst().evidence())
        .containsExactly(
            "Django 4.0.1 is 4.0 or later and below 4.0.4, where it is fixed according to GHSA-1"
                + " (PyPI)",
            "Django 4.0.1 is 4.0 or later and below 4.0.2, where it is fixed according to PYSEC-1"
                + " (PyPI)",
            "4.0.5 is the first version that none of these advisories affects");
  }

  @Test
  void worstFirst() {
    Distribution none = Distribution.UNKNOWN;
    Source source =
        new Source(
                row(advisory("CVE-1"), "npm", "a", open("0")),
                row(advisory("CVE-2"), "npm", "a", open("0")),
                row(advisory("CVE-3"), "npm", "a", fixed("0", "2.0.0")),
                row(advisory("CVE-4"), "npm", "a", open("0")),
                row(advisory("CVE-5"), "npm", "a", open("0")),
                row(advisory("CVE-6"), "npm", "a", open("0")))
            .enriched("CVE-1", Given.score(7.5, "nvd"))
            .enriched("CVE-2", enrichment(7.5, 0.5, null))
            .enriched("CVE-3", Given.score(7.5, "nvd"))
            .enriched("CVE-4", Given.score(9.8, "nvd"))
            .enriched("CVE-5", enrichment(7.0, -1, "2024-01-01"));
    MatchResult result = Matcher.match(inventory(none, language("npm", "", "a", "1.0.0")), source);
    assertThat(result.findings())
        .extracting(Finding::id)
        .containsExactly("CVE-4", "CVE-3", "CVE-5", "CVE-2", "CVE-1", "CVE-6");
    assertThat(result.findings().getFirst().severitySource()).isEqualTo("nvd");
  }

  private static AdvisorySource.Enrichment enrichment(double score, double epss, String exploited) {
    return new AdvisorySource.Enrichment(exploited, false, epss, null, score, "nvd", "");
  }

  @Test
  void notAffectedRowsAloneSayNothing() {
    Source source =
        new Source(row(advisory("CVE-1"), "npm", "a", Status.NOT_AFFECTED, "", open("0")));
    MatchResult result = match(source, language("npm", "", "a", "1.0.0"));
    assertThat(result.findings()).isEmpty();
    assertThat(result.setAside()).isEmpty();
  }
}
