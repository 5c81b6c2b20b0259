package dev.plinth.policy.exceptions;

import static dev.plinth.policy.exceptions.Found.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  @Test
  void anyNameServesInAnyLetterCase() {
    Finding finding = Found.of("CVE-2023-1", OPENSSL, "GHSA-aaaa-bbbb-cccc", "DSA-1-1");
    for (String id : List.of("CVE-2023-1", "cve-2023-1", "ghsa-aaaa-bbbb-cccc", "DSA-1-1")) {
      assertThat(Conditions.named(List.of("x", id)).matches(finding)).as(id).isTrue();
    }
    assertThat(Conditions.named(List.of("CVE-2023-10", "CVE-2023")).matches(finding)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:deb/debian/libssl3, true",
    "pkg:deb/debian/libssl3@3.0.9-1, true",
    "pkg:deb/debian/libssl3?distro=debian-12, true",
    "pkg:deb/debian/libssl3?distro=bookworm, true",
    "pkg:deb/debian/libssl3?os_distro=bookworm&os_name=debian&os_version=12, true",
    "pkg:deb/debian/libssl3?os_distro=trixie&os_name=debian&os_version=13, false",
    "pkg:deb/debian/libssl3?arch=arm64, false",
    "pkg:deb/debian/libssl3?made=up, false",
    "pkg:deb/debian/libssl3@3.0.9-2, false",
    "pkg:deb/debian/libssl, false",
    "pkg:deb/debian/openssl, false",
    "pkg:deb/ubuntu/libssl3, false",
    "pkg:rpm/debian/libssl3, false",
  })
  void packageUrlsAreStrict(String pattern, boolean expected) {
    PackagePattern read = Objects.requireNonNull(PackagePattern.of(pattern));
    assertThat(read.matches(Found.of("CVE-1", OPENSSL))).isEqualTo(expected);
  }

  @Test
  void pythonNamesHaveSeveralSpellings() {
    PackagePattern read = Objects.requireNonNull(PackagePattern.of("pkg:pypi/Zope_Interface"));
    assertThat(read.matches(Found.of("CVE-1", "pkg:pypi/zope.interface@1"))).isTrue();
    assertThat(PackagePattern.of("openssl")).isNull();
  }

  @Test
  void aNameIsThePackagesOrItsSources() {
    Finding finding = Found.of("CVE-1", OPENSSL);
    assertThat(Conditions.packageNamed(Glob.of("openssl")).matches(finding)).isTrue();
    assertThat(Conditions.packageNamed(Glob.of("libssl*")).matches(finding)).isTrue();
    assertThat(Conditions.packageNamed(Glob.of("ssl")).matches(finding)).isFalse();
    assertThat(Conditions.source(Found.of("CVE-1", "pkg:deb/debian/x@1?upstream=y%402")))
        .isEqualTo("y");
  }

  @Test
  void versionsPathsAndLayers() {
    Finding finding = Found.of("CVE-1", OPENSSL, null, Severity.LOW, "app/shop.jar!/lib/x.jar", "");
    assertThat(Conditions.version("3.0.9-1").matches(finding)).isTrue();
    assertThat(Conditions.version("3.0.9").matches(finding)).isFalse();
    assertThat(Conditions.path(Glob.of("app/**")).matches(finding)).isTrue();
    assertThat(Conditions.path(Glob.of("app/shop.jar/lib/x.jar")).matches(finding)).isTrue();
    assertThat(Conditions.path(Glob.of("opt/**")).matches(finding)).isFalse();
    assertThat(Conditions.layer("2").matches(finding)).isTrue();
    assertThat(Conditions.layer("sha256:aa").matches(finding)).isTrue();
    assertThat(Conditions.layer("1").matches(finding)).isFalse();
  }
}
