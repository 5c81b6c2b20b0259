package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.advisory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.Advisory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Which names mean the same vulnerability. */
class NamesTest {
  private static Names names(Advisory... advisories) {
    Names names = new Names();
    for (Advisory advisory : advisories) {
      names.add(advisory);
    }
    return names;
  }

  @Test
  void transitive() {
    Advisory a = advisory("PYSEC-1", "GHSA-1");
    Advisory b = advisory("GHSA-1", "SNYK-1");
    Advisory c = advisory("SNYK-1", "CVE-2024-1");
    Names names = names(a, b, c);
    for (Advisory each : List.of(a, b, c)) {
      assertThat(names.vulnerabilities(each)).containsExactly("CVE-2024-1");
    }
    assertThat(names.namesOf("CVE-2024-1"))
        .containsExactly("CVE-2024-1", "GHSA-1", "PYSEC-1", "SNYK-1");
  }

  @Test
  void preferredNameWithoutCve() {
    Advisory a = advisory("RUSTSEC-1", "GHSA-9");
    assertThat(names(a).vulnerabilities(a)).containsExactly("GHSA-9");
    Advisory b = advisory("DSA-1", "PYSEC-2");
    assertThat(names(b).vulnerabilities(b)).containsExactly("PYSEC-2");
    Advisory c = advisory("DSA-1", "PYSEC-2", "GHSA-3", "GHSA-2");
    assertThat(names(c).vulnerabilities(c)).containsExactly("GHSA-2");
  }

  @Test
  void severalUpstreamVulnerabilitiesStaySeveral() {
    Advisory dsa = Given.of("DSA-1", List.of("CVE-2024-1", "CVE-2024-2"), "", "");
    Advisory usn = Given.of("USN-1", List.of("UBUNTU-CVE-2024-2", "CVE-2024-2"), "", "");
    Names names = names(dsa, usn);
    assertThat(names.vulnerabilities(dsa)).containsExactly("CVE-2024-1", "CVE-2024-2");
    assertThat(names.vulnerabilities(usn)).containsExactly("CVE-2024-2");
    assertThat(names.namesOf("CVE-2024-1")).containsExactly("CVE-2024-1");
    assertThat(names.namesOf("CVE-2024-2")).containsExactly("CVE-2024-2", "UBUNTU-CVE-2024-2");
  }

  @Test
  void upstreamByAnotherNameFindsTheCve() {
    Advisory distribution = Given.of("CGA-1", List.of("GHSA-1"), "", "");
    Advisory ghsa = advisory("GHSA-1", "CVE-2024-1");
    Names names = names(distribution, ghsa);
    assertThat(names.vulnerabilities(distribution)).containsExactly("CVE-2024-1");
    assertThat(names.namesOf("CVE-2024-1")).containsExactly("CGA-1", "CVE-2024-1", "GHSA-1");
  }

  @Test
  void anAdvisoryOfTwoCvesIsAboutBothAndJoinsNone() {
    Advisory go = advisory("GO-1", "CVE-2024-1", "CVE-2024-2", "GHSA-1", "GHSA-2");
    Advisory one = advisory("GHSA-1", "CVE-2024-1");
    Advisory two = advisory("GHSA-2", "CVE-2024-2");
    Names names = names(go, one, two);
    assertThat(names.vulnerabilities(go)).containsExactly("CVE-2024-1", "CVE-2024-2");
    assertThat(names.vulnerabilities(one)).containsExactly("CVE-2024-1");
    assertThat(names.namesOf("CVE-2024-1")).containsExactly("CVE-2024-1", "GHSA-1");
  }

  @Test
  void aWrongAliasHidesNoCve() {
    Advisory first = advisory("GHSA-1", "CVE-2024-1");
    Advisory wrong = advisory("PYSEC-1", "GHSA-1", "CVE-2024-2");
    Advisory vague = advisory("OSV-1", "GHSA-1");
    Names names = names(first, wrong, vague);
    assertThat(names.vulnerabilities(first)).containsExactly("CVE-2024-1");
    assertThat(names.vulnerabilities(wrong)).containsExactly("CVE-2024-2");
    assertThat(names.vulnerabilities(vague)).containsExactly("CVE-2024-1", "CVE-2024-2");
    assertThat(names.namesOf("CVE-2024-1")).doesNotContain("CVE-2024-2");
  }

  @Test
  void manyCvesTiedTogetherAreNotMultiplied() {
    Advisory[] all = new Advisory[40];
    for (int n = 0; n < all.length - 1; n++) {
      all[n] = advisory("GHSA-" + n, "CVE-2024-" + n, "HUB-1");
    }
    Advisory vague = advisory("OSV-1", "HUB-1");
    all[all.length - 1] = vague;
    Names names = names(all);
    assertThat(names.vulnerabilities(all[7])).containsExactly("CVE-2024-7");
    assertThat(names.vulnerabilities(vague)).containsExactly("GHSA-0");
  }

  @Test
  void theOrderOfAdvisoriesDoesNotMatter() {
    Advisory a = advisory("A-1", "B-1");
    Advisory b = advisory("B-1", "C-1");
    Advisory c = advisory("C-1", "GHSA-5");
    assertThat(names(a, b, c).vulnerabilities(a)).containsExactly("GHSA-5");
    assertThat(names(c, a, b).vulnerabilities(a)).containsExactly("GHSA-5");
    assertThat(names(b, c, a).vulnerabilities(c)).containsExactly("GHSA-5");
  }

  @Test
  void questionsComeAfterAllNames() {
    Names names = names(advisory("A-1"));
    assertThat(names.vulnerabilities(advisory("Z-1"))).containsExactly("Z-1");
    assertThatThrownBy(() -> names.add(advisory("B-1"))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void longChainsTakeLittleTime() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          Names names = new Names();
          Advisory[] chain = new Advisory[100_000];
          for (int i = 0; i < chain.length; i++) {
            chain[i] = advisory("X-" + i, "X-" + (i + 1));
            names.add(chain[i]);
          }
          for (Advisory each : chain) {
            assertThat(names.vulnerabilities(each)).hasSize(1);
          }
          assertThat(names.namesOf("X-0")).hasSize(100);
        });
  }
}
