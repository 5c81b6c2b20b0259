package dev.plinth.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static Finding finding(
      String id, String name, String version, @Nullable String purl, @Nullable String path) {
    return finding(id, Severity.HIGH, 0, name, version, purl, path);
  }

  private static Finding finding(
      String id,
      Severity severity,
      int layer,
      String name,
      String version,
      @Nullable String purl,
      @Nullable String path) {
    return new Finding(
        id,
        Finding.Kind.VULNERABILITY,
        severity,
        "debian",
        "title",
        new Subject(name, version, purl, path),
        List.of(new Location.InImage("x", layer, null, null)),
        Finding.Owner.UNKNOWN,
        List.of(),
        null,
        List.of(),
        null);
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, 32);
  }

  private static String ofPath(String version, String path) {
    return finding("CVE-1", "x", version, "pkg:pypi/x@" + version, path).fingerprint();
  }

  @Test
  void theVersionInAFilesNameIsLeftOut() throws Exception {
    assertThat(ofPath("2.31.0", "lib/site-packages/requests-2.31.0.dist-info/METADATA"))
        .isEqualTo(ofPath("2.32.1", "lib/site-packages/requests-2.32.1.dist-info/METADATA"))
        .isEqualTo(
            sha256(
                "vulnerability\nCVE-1\npkg:pypi/x\n"
                    + "lib/site-packages/requests-*.dist-info/METADATA\n"));
    assertThat(ofPath("1.2", "a/log4j-core-1.2.jar")).isEqualTo(ofPath("3", "a/log4j-core-3.jar"));
    assertThat(ofPath("1.2", "m/1.2/x-1.2.jar")).isEqualTo(ofPath("2", "m/2/x-2.jar"));
    assertThat(ofPath("1", "gems/x@1")).isEqualTo(ofPath("2", "gems/x@2"));
  }

  @Test
  void whatOnlyLooksLikeTheVersionStays() throws Exception {
    for (String path :
        List.of("python3.11/x", "x-1.2.3.jar", "x-11", "y1.2", "1.2/x", "a-1.2rc1/x")) {
      for (String version : List.of("3", "1.2", "1")) {
        assertThat(ofPath(version, path))
            .as(path)
            .isEqualTo(sha256("vulnerability\nCVE-1\npkg:pypi/x\n" + path + "\n"));
      }
    }
  }

  @Test
  void aliasesGiveFurtherFingerprints() {
    Finding named = finding("CVE-1", "x", "1", "pkg:pypi/x@1", null);
    Finding aliased =
        new Finding(
            "CVE-1",
            named.kind(),
            named.severity(),
            "",
            "t",
            named.subject(),
            List.of(),
            Finding.Owner.UNKNOWN,
            List.of(),
            null,
            List.of(),
            new Vulnerability(List.of("GHSA-1"), -1, null, null, -1, "GHSA-1", "osv", ""));
    assertThat(aliased.fingerprints())
        .containsExactly(
            named.fingerprint(), finding("GHSA-1", "x", "1", "pkg:pypi/x@1", null).fingerprint());
    assertThat(named.fingerprints()).containsExactly(named.fingerprint());
  }

  @Test
  void isTheHashOfWhatItsPageSays() throws Exception {
    assertThat(
            finding(
                    "CVE-2023-0286",
                    "libssl3",
                    "3.0.8",
                    "pkg:deb/debian/libssl3@3.0.8?arch=amd64",
                    "var/lib/dpkg/status")
                .fingerprint())
        .isEqualTo(
            sha256("vulnerability\nCVE-2023-0286\npkg:deb/debian/libssl3\nvar/lib/dpkg/status\n"));
    assertThat(finding("floating-tag", "Dockerfile", "", null, null).fingerprint())
        .isEqualTo(sha256("vulnerability\nfloating-tag\nDockerfile\n\n"));
  }

  @Test
  void aRebuildChangesNothing() {
    Finding before =
        finding("CVE-1", Severity.HIGH, 0, "a", "1", "pkg:npm/%40s/a@1?x=y#sub", "app/a");
    Finding after = finding("CVE-1", Severity.LOW, 4, "a", "2", "pkg:npm/%40s/a@2?x=z", "app/a");
    assertThat(after.fingerprint()).isEqualTo(before.fingerprint()).hasSize(32);
  }

  @Test
  void whatDiffersDiffers() {
    String fingerprint = finding("CVE-1", "a", "1", "pkg:npm/a@1", "app/a").fingerprint();
    assertThat(finding("CVE-2", "a", "1", "pkg:npm/a@1", "app/a").fingerprint())
        .isNotEqualTo(fingerprint);
    assertThat(finding("CVE-1", "b", "1", "pkg:npm/b@1", "app/a").fingerprint())
        .isNotEqualTo(fingerprint);
    assertThat(finding("CVE-1", "a", "1", "pkg:npm/a@1", "app/b").fingerprint())
        .isNotEqualTo(fingerprint);
  }

  @Test
  void anAtSignInTheNamespaceIsNoVersion() throws Exception {
    assertThat(finding("CVE-1", "a", "", "pkg:npm/@scope/a", null).fingerprint())
        .isEqualTo(sha256("vulnerability\nCVE-1\npkg:npm/@scope/a\n\n"));
    assertThat(finding("CVE-1", "a", "", "", null).fingerprint())
        .isEqualTo(sha256("vulnerability\nCVE-1\n\n\n"));
  }

  @Test
  void onlyAVersionToMoveToIsAFix() {
    Finding finding = finding("CVE-1", "a", "1", null, null);
    assertThat(finding.fixable()).isFalse();
    assertThat(with(finding, new Fix.Upgrade("a", "2")).fixable()).isTrue();
    assertThat(with(finding, new Fix.Advice("remove it")).fixable()).isFalse();
  }

  private static Finding with(Finding f, Fix fix) {
    return new Finding(
        f.id(),
        f.kind(),
        f.severity(),
        f.severitySource(),
        f.title(),
        f.subject(),
        f.locations(),
        f.owner(),
        f.evidence(),
        fix,
        f.references(),
        f.vulnerability());
  }
}
