package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.deb;
import static dev.plinth.advisories.match.Given.distribution;
import static dev.plinth.advisories.match.Given.inventory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.starter.AdvisorySources;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Package;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a distribution on a day, by the embedded table. */
class EndOfLifeTest {
  private static final AdvisorySource EMBEDDED = AdvisorySources.starterOnly();

  private static EndOfLife.Result on(String day, Distribution distribution, Package... packages) {
    return EndOfLife.of(inventory(distribution, packages), EMBEDDED, LocalDate.parse(day));
  }

  private static List<String> notices(EndOfLife.Result result) {
    return result.notices().stream()
        .map(notice -> (notice.warning() ? "! " : "") + notice.id() + ": " + notice.text())
        .toList();
  }

  @Test
  void debianGoesThroughItsPhases() {
    EndOfLife.Result supported = on("2025-01-01", Given.DEBIAN_12);
    assertThat(supported.findings()).isEmpty();
    assertThat(supported.notices()).isEmpty();
    assertThat(notices(on("2026-06-01", Given.DEBIAN_12)))
        .containsExactly("! support-ends-soon: Debian 12's security support ends on 2026-07-11");
    assertThat(on("2026-07-11", Given.DEBIAN_12).findings()).isEmpty();
    EndOfLife.Result lts = on("2026-07-12", Given.DEBIAN_12);
    assertThat(lts.findings()).isEmpty();
    assertThat(notices(lts))
        .containsExactly(
            "long-term-support: the security support of Debian 12 ended on 2026-07-11; LTS lasts"
                + " until 2028-06-30");
    assertThat(notices(on("2028-05-01", Given.DEBIAN_12)))
        .hasSize(2)
        .last()
        .isEqualTo("! support-ends-soon: LTS ends on 2028-06-30");
  }

  @Test
  void whatOnlySubscribersGetIsNoSupportForTheOthers() {
    EndOfLife.Result result = on("2026-11-26", distribution("debian", "11"));
    assertThat(result.notices()).isEmpty();
    assertThat(result.findings()).hasSize(1);
    Finding finding = result.findings().getFirst();
    assertThat(finding.id()).isEqualTo("end-of-life-distribution");
    assertThat(finding.kind()).isEqualTo(Finding.Kind.END_OF_LIFE);
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.title())
        .isEqualTo("Debian 11 gets no more security fixes without a subscription");
    assertThat(finding.evidence())
        .containsExactly(
            "the security support of Debian 11 ended on 2024-08-14",
            "LTS ended on 2026-08-31",
            "ELTS lasts until 2031-06-30, for those who subscribe to it");
    assertThat(finding.fix())
        .isEqualTo(
            new Fix.Advice("move to Debian 13, which has security support until 2028-08-09"));
    assertThat(finding.fixable()).isFalse();
  }

  @Test
  void anUbuntuThatSubscribesIsTold() {
    Distribution focal = distribution("ubuntu", "20.04");
    assertThat(on("2026-01-01", focal, deb("curl", "7.68.0-1ubuntu2", "curl", "")).findings())
        .hasSize(1);
    EndOfLife.Result pro =
        on("2026-01-01", focal, deb("curl", "7.68.0-1ubuntu2.25+esm1", "curl", ""));
    assertThat(pro.findings()).isEmpty();
    assertThat(notices(pro))
        .containsExactly(
            "long-term-support: the security support of Ubuntu 20.04 ended on 2025-05-31; ESM"
                + " (Ubuntu Pro) lasts until 2030-04-02");
  }

  @ParameterizedTest
  @CsvSource({
    "alpine, 3.16.9, true",
    "alpine, 3.24.1, false",
    "alpine, edge, false",
    "rhel, 7.9, true",
    "rhel, 9.4, false",
    "centos, 7, true",
    "almalinux, 8.10, false",
    "rocky, 9.4, false",
    "ol, 6.10, true",
    "amzn, 2, true",
    "amzn, 2023, false",
    "fedora, 40, true",
    "sles, 15.7, false",
    "opensuse-leap, 15.5, true",
    "photon, 3.0, true",
    "wolfi, 20230201, false",
    "arch, '', false",
    "debian, 8, true",
    "'', '', false",
  })
  void eachDistributionIsKnownByItsOwnNames(String id, String version, boolean over) {
    assertThat(on("2026-11-26", distribution(id, version)).findings()).hasSize(over ? 1 : 0);
  }

  @Test
  void centosStreamIsNoCentos() {
    Distribution stream = new Distribution("centos", "9", "", List.of(), "CentOS Stream 9");
    assertThat(on("2026-11-26", stream).findings()).isEmpty();
    Distribution eight = new Distribution("centos", "8", "", List.of(), "CentOS Stream 8");
    assertThat(on("2026-11-26", eight).findings().getFirst().title())
        .startsWith("CentOS Stream 8 gets no more");
  }
}
