package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.DEBIAN_12;
import static dev.plinth.advisories.match.Given.advisory;
import static dev.plinth.advisories.match.Given.apk;
import static dev.plinth.advisories.match.Given.deb;
import static dev.plinth.advisories.match.Given.distribution;
import static dev.plinth.advisories.match.Given.distributionPackage;
import static dev.plinth.advisories.match.Given.fixed;
import static dev.plinth.advisories.match.Given.inventory;
import static dev.plinth.advisories.match.Given.open;
import static dev.plinth.advisories.match.Given.row;
import static dev.plinth.advisories.match.Given.rpm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.match.Given.Source;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.Package;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages of distributions. */
class DistributionMatchTest {
  private static final Package LIBSSL =
      deb("libssl3", "3.0.11-1~deb12u1+b1", "openssl", "3.0.11-1~deb12u1");

  @Test
  void debianBySourceNameAndSourceVersion() {
    Source source =
        new Source(
            row(
                Given.of("DSA-5532-1", List.of("CVE-2023-5363"), "openssl - security update", ""),
                "Debian:12",
                "openssl",
                fixed("0", "3.0.11-1~deb12u2")),
            row(advisory("CVE-2000-1"), "Debian:12", "libssl3", open("0")),
            row(advisory("CVE-2000-2"), "Debian:11", "openssl", open("0")));

    MatchResult result = Matcher.match(inventory(DEBIAN_12, LIBSSL), source);

    assertThat(result.findings()).hasSize(1);
    Finding finding = result.findings().getFirst();
    assertThat(finding.id()).isEqualTo("CVE-2023-5363");
    assertThat(finding.kind()).isEqualTo(Finding.Kind.VULNERABILITY);
    assertThat(finding.title()).isEqualTo("openssl - security update");
    assertThat(finding.subject().name()).isEqualTo("libssl3");
    assertThat(finding.subject().version()).isEqualTo("3.0.11-1~deb12u1+b1");
    assertThat(finding.fix()).isEqualTo(new Fix.Upgrade("libssl3", "3.0.11-1~deb12u2"));
    assertThat(finding.evidence())
        .containsExactly(
            "openssl 3.0.11-1~deb12u1 (source of libssl3) is below 3.0.11-1~deb12u2, fixed by"
                + " DSA-5532-1 (Debian:12)");
    assertThat(finding.locations())
        .containsExactly(
            new Location.InImage("var/lib/dpkg/status", 0, "sha256:aa", "ADD rootfs.tar /"));
    assertThat(finding.vulnerability().aliases()).containsExactly("DSA-5532-1");
    assertThat(finding.vulnerability().advisory()).isEqualTo("DSA-5532-1");
    assertThat(finding.severity()).isEqualTo(Severity.UNKNOWN);
    assertThat(result.setAside()).isEmpty();
    assertThat(result.uncovered()).isEmpty();
    assertThat(source.questions).isEqualTo(2);
  }

  @Test
  void fixedVersionInstalled() {
    Source source =
        new Source(row(advisory("DSA-1"), "Debian:12", "openssl", fixed("0", "3.0.11-1~deb12u1")));
    assertThat(Matcher.match(inventory(DEBIAN_12, LIBSSL), source).findings()).isEmpty();
  }

  @Test
  void anAdvisoryOfSeveralVulnerabilitiesGivesOneFindingEach() {
    Source source =
        new Source(
            row(
                Given.of("DSA-9-1", List.of("CVE-2024-2", "CVE-2024-1"), "update", ""),
                "Debian:12",
                "openssl",
                fixed("0", "3.0.12-1")),
            row(
                Given.of("DEBIAN-CVE-2024-1", List.of("CVE-2024-1"), "", ""),
                "Debian:12",
                "openssl",
                Status.AFFECTED,
                "unimportant",
                fixed("0", "3.0.13-1")));
    List<Finding> findings = Matcher.match(inventory(DEBIAN_12, LIBSSL), source).findings();
    assertThat(findings).extracting(Finding::id).containsExactly("CVE-2024-1", "CVE-2024-2");
    Finding first = findings.getFirst();
    assertThat(first.severity()).isEqualTo(Severity.NEGLIGIBLE);
    assertThat(first.severitySource()).isEqualTo("debian");
    assertThat(first.fix()).isEqualTo(new Fix.Upgrade("libssl3", "3.0.13-1"));
    assertThat(first.vulnerability().aliases()).containsExactly("DEBIAN-CVE-2024-1");
    assertThat(first.evidence())
        .containsExactly(
            "openssl 3.0.11-1~deb12u1 (source of libssl3) is below 3.0.13-1, fixed by"
                + " DEBIAN-CVE-2024-1 (Debian:12)",
            "openssl 3.0.11-1~deb12u1 (source of libssl3) is below 3.0.12-1, fixed by DSA-9-1"
                + " (Debian:12)",
            "3.0.13-1 is the first version that none of these advisories affects");
    assertThat(findings.getLast().fix()).isEqualTo(new Fix.Upgrade("libssl3", "3.0.12-1"));
  }

  @Test
  void alpineByOriginAndNeverAffected() {
    Source source =
        new Source(
            row(advisory("CVE-2024-10"), "Alpine:v3.20", "openssl", fixed("0", "3.3.1-r1")),
            row(advisory("CVE-2024-11"), "Alpine:v3.20", "openssl", fixed("0", "0")),
            row(advisory("CVE-2024-12"), "Alpine:v3.20", "libcrypto3", fixed("0", "9")),
            row(advisory("CVE-2024-13"), "Alpine:v3.19", "openssl", fixed("0", "9")));
    MatchResult result =
        Matcher.match(
            inventory(distribution("alpine", "3.20.3"), apk("libcrypto3", "3.3.0-r2", "openssl")),
            source);
    assertThat(result.findings()).extracting(Finding::id).containsExactly("CVE-2024-10");
    assertThat(result.setAside()).isEmpty();
  }

  @Test
  void rpmByBinaryNameWithEpochs() {
    Source source =
        new Source(
            row(advisory("ALSA-1"), "AlmaLinux:9", "tomcat", fixed("0", "1:9.0.62-37.el9_3.1")),
            row(advisory("ALSA-2"), "AlmaLinux:9", "tomcat", fixed("0", "0:9.0.99-1")),
            row(advisory("ALSA-3"), "AlmaLinux:9", "zlib", fixed("0", "0:1.2.12-1.el9")));
    MatchResult result =
        Matcher.match(
            inventory(
                distribution("almalinux", "9.4"),
                rpm("tomcat", "1:9.0.62-37.el9", "tomcat", "9.0.62-37.el9"),
                rpm("zlib", "1.2.11-1.el9", "zlib", "1.2.11-1.el9"),
                rpm("zlib-devel", "1.2.11-1.el9", "zlib", "1.2.11-1.el9")),
            source);
    assertThat(result.findings())
        .extracting(finding -> finding.id() + " " + finding.subject().name())
        .containsExactly("ALSA-1 tomcat", "ALSA-3 zlib");
  }

  @Test
  void rpmBySourceTakesThePackagesEpoch() {
    Source source =
        new Source(
            row(advisory("RLSA-1"), "Rocky Linux:9", "bind", fixed("0", "32:9.16.23-15.el9")));
    MatchResult result =
        Matcher.match(
            inventory(
                distribution("rocky", "9.4"),
                rpm("bind-libs", "32:9.16.23-14.el9", "bind", "9.16.23-14.el9"),
                rpm("bind-utils", "32:9.16.23-15.el9", "bind", "9.16.23-15.el9")),
            source);
    assertThat(result.findings())
        .extracting(finding -> finding.subject().name())
        .containsExactly("bind-libs");
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs:18:80900:abc, Important: nodejs:18 security update, 1",
    "nodejs:18:80900:abc, Important: nodejs:20 security update, 0",
    "nodejs:18:80900:abc, Important: security update, 1",
    "'', Important: nodejs:18 security update, 1"
  })
  void modularityStreams(String label, String summary, int expected) {
    Source source =
        new Source(
            row(
                Given.of("ALSA-1", List.of(), summary, ""),
                "AlmaLinux:9",
                "nodejs",
                fixed("0", "1:20.11.1-1.module_el9.3.0+85+6fc2d6ee")));
    Package nodejs =
        distributionPackage(
            "rpm",
            "almalinux",
            "nodejs",
            "1:18.19.0-1.module_el9.3.0+82+2c9b1a1d",
            "nodejs",
            "",
            Map.of("modularity-label", label));
    assertThat(
            Matcher.match(inventory(distribution("almalinux", "9.4"), nodejs), source).findings())
        .hasSize(expected);
  }

  @Test
  void aModulesAdvisorySaysNothingOfThePackageOutsideOfIt() {
    Source source =
        new Source(
            row(
                advisory("ALSA-1"),
                "AlmaLinux:9",
                "nodejs",
                fixed("0", "1:20.11.1-1.module_el9.3.0+85+6fc2d6ee")),
            row(advisory("ALSA-2"), "AlmaLinux:9", "nodejs", fixed("0", "1:16.20.3-1.el9")));
    assertThat(
            Matcher.match(
                    inventory(
                        distribution("almalinux", "9.4"),
                        rpm("nodejs", "1:16.20.2-1.el9", "nodejs", "")),
                    source)
                .findings())
        .extracting(Finding::id)
        .containsExactly("ALSA-2");
  }

  @Test
  void notAffectedByTheVendorsWord() {
    Source source =
        new Source(
            row(advisory("CVE-2024-1"), "Debian:12", "openssl", Status.NOT_AFFECTED, "", open("0")),
            row(advisory("DSA-1", "CVE-2024-1"), "Debian:12", "openssl", open("0")));
    MatchResult result = Matcher.match(inventory(DEBIAN_12, LIBSSL), source);
    assertThat(result.findings()).isEmpty();
    assertThat(result.setAside()).hasSize(1);
    assertThat(result.setAside().getFirst().finding().id()).isEqualTo("CVE-2024-1");
    assertThat(result.setAside().getFirst().reason()).isEqualTo("not-affected");
    assertThat(result.setAside().getFirst().explanation())
        .isEqualTo("CVE-2024-1 (Debian:12) says that libssl3 3.0.11-1~deb12u1+b1 is not affected");
  }

  @ParameterizedTest
  @CsvSource({
    "linux-libc-dev, linux, 1",
    "linux-headers-6.1.0-18-amd64, linux, 1",
    "linux-kbuild-6.1, linux, 1",
    "linux-image-6.1.0-18-amd64, linux, 0",
    "bpftool, linux, 0"
  })
  void kernelHeaders(String name, String source, int setAside) {
    Source rows = new Source(row(advisory("CVE-2024-1"), "Debian:12", "linux", open("0")));
    MatchResult result =
        Matcher.match(inventory(DEBIAN_12, deb(name, "6.1.76-1", source, "6.1.76-1")), rows);
    assertThat(result.setAside()).hasSize(setAside);
    assertThat(result.findings()).hasSize(1 - setAside);
    if (setAside == 1) {
      assertThat(result.setAside().getFirst().reason()).isEqualTo("kernel-headers");
    }
  }

  @Test
  void vendorsWordOnMissingFixes() {
    Source source =
        new Source(
            row(advisory("CVE-1"), "Debian:12", "openssl", Status.WONT_FIX, "low", open("0")),
            row(advisory("CVE-2"), "Debian:12", "openssl", Status.END_OF_LIFE, "high**"),
            row(advisory("CVE-3"), "Debian:12", "openssl", Status.UNDER_INVESTIGATION, ""));
    MatchResult result = Matcher.match(inventory(DEBIAN_12, LIBSSL), source);
    assertThat(result.findings())
        .extracting(f -> f.id() + " " + f.severity() + " " + f.vulnerability().status())
        .containsExactly("CVE-2 HIGH end-of-life", "CVE-1 LOW wont-fix");
    assertThat(result.findings().getLast().fix()).isNull();
    assertThat(result.findings().getLast().evidence())
        .containsExactly(
            "openssl 3.0.11-1~deb12u1 (source of libssl3) is affected by CVE-1 (Debian:12), which"
                + " names no fixed version; the vendor will not fix it");
    assertThat(result.setAside())
        .extracting(aside -> aside.finding().id() + " " + aside.reason())
        .containsExactly("CVE-3 under-investigation");
  }

  @Test
  void thirdPartyPackages() {
    Source source = new Source(row(advisory("CVE-1"), "Debian:12", "nginx", open("0")));
    Package nginx =
        distributionPackage(
            "deb",
            "debian",
            "nginx",
            "1.25.3-1~bookworm",
            "nginx",
            "1.25.3-1~bookworm",
            Map.of("maintainer", "NGINX Packaging <nginx-packaging@f5.com>"));
    MatchResult result = Matcher.match(inventory(DEBIAN_12, nginx), source);
    assertThat(result.findings()).isEmpty();
    assertThat(result.setAside())
        .extracting(MatchResult.SetAside::reason)
        .containsExactly("third-party");
    assertThat(result.setAside().getFirst().explanation())
        .isEqualTo(
            "nginx 1.25.3-1~bookworm comes from NGINX Packaging <nginx-packaging@f5.com>, and the"
                + " advisories of Debian:12 do not speak of its builds");
    assertThat(result.uncovered())
        .containsExactly(new MatchResult.Uncovered("deb (third-party)", 1));
  }

  @Test
  void extendedMaintenanceCountsForItsOwnPackagesAlone() {
    Source source =
        new Source(
            row(
                advisory("USN-1"),
                "Ubuntu:Pro:20.04:LTS",
                "curl",
                fixed("0", "7.68.0-1ubuntu2.25+esm3")),
            row(advisory("USN-2"), "Ubuntu:20.04:LTS", "curl", fixed("0", "7.68.0-1ubuntu2.25")));
    MatchResult result =
        Matcher.match(
            inventory(
                distribution("ubuntu", "20.04"),
                deb("curl", "7.68.0-1ubuntu2.25+esm1", "curl", "7.68.0-1ubuntu2.25+esm1"),
                deb("libcurl4", "7.68.0-1ubuntu2.24", "curl", "7.68.0-1ubuntu2.24")),
            source);
    assertThat(result.findings())
        .extracting(finding -> finding.id() + " " + finding.subject().name())
        .containsExactly("USN-1 curl", "USN-2 libcurl4");
  }

  @Test
  void whatNoSourceCovers() {
    Source source = new Source(row(advisory("DSA-1"), "Debian:12", "x", open("0")));
    MatchResult result =
        Matcher.match(
            inventory(
                distribution("fedora", "40"),
                rpm("a", "1-1", "a", "1-1"),
                rpm("b", "1-1", "b", "1-1"),
                Given.language("pypi", "", "requests", "2.0"),
                Given.language("maven", "", "guava", "31"),
                Given.language("maven", "com.google.guava", "guava", "31")),
            source);
    assertThat(result.uncovered())
        .containsExactly(
            new MatchResult.Uncovered("Fedora:40", 2),
            new MatchResult.Uncovered("Maven", 1),
            new MatchResult.Uncovered("Maven (group unknown)", 1),
            new MatchResult.Uncovered("PyPI", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "debian, 12, '', Debian:12",
    "debian, 12.5, '', Debian:12",
    "debian, '', trixie, Debian:13",
    "debian, '', sid, Debian:unstable",
    "ubuntu, 24.04, '', Ubuntu:24.04:LTS|Ubuntu:24.04",
    "ubuntu, 23.10, '', Ubuntu:23.10",
    "ubuntu, 25.04, '', Ubuntu:25.04",
    "alpine, 3.20, '', Alpine:v3.20",
    "alpine, 3.20.3, '', Alpine:v3.20",
    "alpine, edge, '', Alpine:edge",
    "wolfi, 20230201, '', Wolfi",
    "chainguard, 20230214, '', Chainguard|Wolfi",
    "almalinux, 9.4, '', AlmaLinux:9",
    "rocky, 8.10, '', Rocky Linux:8",
    "opensuse-leap, 15.6, '', openSUSE:Leap 15.6",
    "azurelinux, 3.0, '', Azure Linux:3|Azure Linux:3.0",
    "photon, 5.0, '', Photon OS:5.0",
    "nixos, 24.05, '', nixos:24.05",
    "'', '', '', unknown distribution"
  })
  void ecosystemsOfDistributions(String id, String version, String codename, String expected) {
    assertThat(
            String.join(
                "|",
                DistributionEcosystems.of(
                        new dev.plinth.inventory.Distribution(id, version, codename, List.of(), ""))
                    .names()))
        .isEqualTo(expected);
  }

  @Test
  void suseNamesItsModules() {
    assertThat(DistributionEcosystems.of(distribution("sles", "15.5")).names())
        .startsWith(
            "SUSE:Linux Enterprise Server 15 SP5",
            "SUSE:Linux Enterprise Module for Basesystem 15 SP5");
  }
}
