package dev.plinth.policy.vex;

import static dev.plinth.policy.exceptions.Found.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.findings.Finding;
import dev.plinth.policy.SetAside;
import dev.plinth.policy.exceptions.Found;
import dev.plinth.policy.exceptions.Scanned;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VexTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final Scanned SHOP =
      Scanned.of("oci-dir:out", "registry.example.org/team/shop:1.0", List.of(DIGEST));

  private static VexDocument read(String text) {
    return VexDocument.read("a.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String openVex(String... statements) {
    return """
    {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/1",
     "author": "Team <team@example.org>", "timestamp": "2026-01-01T00:00:00Z", "version": 1,
     "statements": [%s]}
    """
        .formatted(String.join(",", statements));
  }

  private static String statement(String name, String products, String rest) {
    return "{\"vulnerability\": {\"name\": \"%s\"}, \"products\": [%s], %s}"
        .formatted(name, products, rest);
  }

  private static final String NOT_AFFECTED =
      "\"status\": \"not_affected\", \"justification\": \"vulnerable_code_not_present\"";

  private static Vex.Result apply(Finding finding, String... documents) {
    return new Vex(List.of(documents).stream().map(VexTest::read).toList())
        .apply(List.of(finding), SHOP);
  }

  private static boolean setsAside(String products) {
    return !apply(Found.of("CVE-1", OPENSSL), openVex(statement("CVE-1", products, NOT_AFFECTED)))
        .setAside()
        .isEmpty();
  }

  @Test
  void setsAsideWithAuthorAndJustification() {
    Finding finding = Found.of("CVE-1", OPENSSL);
    String text =
        openVex(
            statement(
                "CVE-1",
                "{\"@id\": \"pkg:deb/debian/libssl3\"}",
                NOT_AFFECTED + ", \"impact_statement\": \"We never\\n call it.\""));
    assertThat(apply(finding, text).setAside())
        .containsExactly(
            new SetAside(
                finding,
                "vex",
                "VEX: not_affected, vulnerable_code_not_present: We never call it",
                "a.json",
                "Team <team@example.org>",
                ""));
    assertThat(apply(finding, text).findings()).isEmpty();
    assertThat(apply(finding, text).notices()).isEmpty();
    Vex.Result other = apply(Found.of("CVE-2", OPENSSL), text);
    assertThat(other.setAside()).isEmpty();
    assertThat(other.notices().getFirst().id()).isEqualTo("vex-unused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pkg:deb/debian/libssl3 | true",
        "pkg:deb/debian/libssl3@3.0.9-1 | true",
        "pkg:deb/debian/libssl3@3.0.9-2 | false",
        "pkg:deb/debian/openssl | false",
        "pkg:oci/shop@sha256%3AHEX | true",
        "pkg:oci/other@sha256%3AHEX | true",
        "pkg:oci/shop@sha256%3Abbbb | false",
        "pkg:oci/shop | true",
        "pkg:oci/shop?tag=1.0 | true",
        "pkg:oci/shop?tag=1.1 | false",
        "pkg:oci/shop?repository_url=registry.example.org/team/shop | true",
        "pkg:oci/shop?repository_url=registry.example.org/team&tag=1.0 | true",
        "pkg:oci/shop?repository_url=docker.io/library/shop | false",
        "pkg:oci/shop?arch=amd64 | false",
        "pkg:oci/op | false",
        "pkg:docker/team/shop@1.0 | true",
        "pkg:docker/team/shop@2.0 | false",
        "https://example.org/shop | false",
      })
  void productsAreMatchedStrictly(String id, boolean expected) {
    assertThat(setsAside("{\"@id\": \"" + id.replace("HEX", "a".repeat(64)) + "\"}"))
        .isEqualTo(expected);
    assertThat(
            setsAside(
                "{\"@id\": \"https://example.org/x\", \"identifiers\": {\"purl\": \""
                    + id.replace("HEX", "a".repeat(64))
                    + "\"}}"))
        .isEqualTo(expected);
  }

  @Test
  void subcomponentsNarrowAnImageDown() {
    String image = "{\"@id\": \"pkg:oci/shop\", \"subcomponents\": [%s]}";
    assertThat(setsAside(image.formatted("{\"@id\": \"pkg:deb/debian/libssl3\"}"))).isTrue();
    assertThat(setsAside(image.formatted("{\"@id\": \"pkg:deb/debian/zlib1g\"}"))).isFalse();
    assertThat(setsAside(image.formatted("{\"@id\": \"libssl3\"}")))
        .as("one that nobody can tell is not the whole image")
        .isFalse();
    assertThat(setsAside("{\"@id\": \"x\", \"hashes\": {\"sha-256\": \"" + "A".repeat(64) + "\"}}"))
        .isTrue();
    assertThat(setsAside("{\"@id\": \"x\", \"hashes\": {\"sha-256\": \"" + "b".repeat(64) + "\"}}"))
        .isFalse();
  }

  @Test
  void theOldFormAndAliasesServeToo() {
    String old =
        """
        {"@context": "https://openvex.dev/ns", "author": "a", "timestamp": "2023-01-01T00:00:00Z",
         "statements": [{"vulnerability": "GHSA-1", "products": ["pkg:oci/shop"],
           "subcomponents": ["pkg:deb/debian/libssl3"], "status": "fixed"}]}
        """;
    assertThat(apply(Found.of("CVE-1", OPENSSL, "GHSA-1"), old).setAside()).hasSize(1);
    assertThat(apply(Found.of("CVE-1", "pkg:deb/debian/zlib1g@1", "GHSA-1"), old).setAside())
        .isEmpty();
  }

  private static String at(String status, String time) {
    return statement(
        "CVE-1",
        "{\"@id\": \"pkg:oci/shop\"}",
        "\"status\": \"%s\", \"justification\": \"j\", \"timestamp\": \"%s\""
            .formatted(status, time));
  }

  @Test
  void theLatestStatementCountsAndOfTwoTheMoreCautious() {
    Finding finding = Found.of("CVE-1", OPENSSL);
    String early = openVex(at("not_affected", "2026-02-01T00:00:00Z"));
    String late = openVex(at("affected", "2026-03-01T00:00:00+01:00"));
    assertThat(apply(finding, early, late).findings()).containsExactly(finding);
    assertThat(apply(finding, late, early).findings()).containsExactly(finding);
    String latest = openVex(at("fixed", "2026-04-01T00:00:00Z"));
    assertThat(apply(finding, late, latest, early).setAside()).hasSize(1);
    String same = openVex(at("under_investigation", "2026-04-01T00:00:00Z"));
    assertThat(apply(finding, latest, same).findings()).containsExactly(finding);
    assertThat(apply(finding, same, latest).findings()).containsExactly(finding);
  }

  @Test
  void whatIsIncompleteIsRefused() {
    VexDocument document =
        read(
            openVex(
                statement("CVE-1", "{\"@id\": \"pkg:oci/x\"}", "\"status\": \"not_affected\""),
                statement("CVE-2", "{\"@id\": \"x\"}", NOT_AFFECTED),
                statement("CVE-3", "{\"@id\": \"pkg:oci/x\"}", "\"status\": \"fine\""),
                statement("", "{\"@id\": \"pkg:oci/x\"}", NOT_AFFECTED)));
    assertThat(document.statements()).isEmpty();
    assertThat(document.refused())
        .containsExactly(
            "CVE-1 is said to be not_affected without a justification",
            "CVE-2 has no product that a package URL or a digest tells",
            "CVE-3 has no status that is known",
            "a statement names no vulnerability");
    assertThat(new Vex(List.of(document)).apply(List.of(), SHOP).notices())
        .hasSize(5)
        .anySatisfy(n -> assertThat(n.text()).isEqualTo("1 more statements have no effect"));
  }

  private static boolean cycloneDx(String state, String ref, String versions) {
    String text =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.5",
         "metadata": {"timestamp": "2026-01-01T00:00:00Z"},
         "components": [{"type": "library", "name": "x", "components": [
           {"bom-ref": "ssl", "name": "libssl3", "purl": "pkg:deb/debian/libssl3@3.0.9-1"}]}],
         "vulnerabilities": [{"id": "GHSA-1", "references": [{"id": "CVE-1"}],
           "analysis": {"state": "%s", "justification": "code_not_reachable", "detail": "d"},
           "affects": [{"ref": "%s"%s}]}]}
        """
            .formatted(state, ref, versions);
    return !apply(Found.of("CVE-1", OPENSSL), text).setAside().isEmpty();
  }

  @Test
  void cycloneDxAnalyses() {
    for (String ref :
        List.of(
            "ssl",
            "pkg:deb/debian/libssl3@3.0.9-1",
            "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:deb/debian/libssl3@3.0.9-1",
            "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Adeb%2Fdebian%2Flibssl3")) {
      assertThat(cycloneDx("not_affected", ref, "")).as(ref).isTrue();
    }
    assertThat(cycloneDx("not_affected", "other", "")).isFalse();
    assertThat(cycloneDx("false_positive", "ssl", "")).isTrue();
    assertThat(cycloneDx("resolved", "ssl", "")).isTrue();
    assertThat(cycloneDx("exploitable", "ssl", "")).isFalse();
    assertThat(cycloneDx("in_triage", "ssl", "")).isFalse();
    assertThat(cycloneDx("made_up", "ssl", "")).isFalse();
    assertThat(cycloneDx("resolved", "ssl", ", \"versions\": [{\"version\": \"3.0.9-1\"}]"))
        .isTrue();
    assertThat(cycloneDx("resolved", "ssl", ", \"versions\": [{\"version\": \"3.0.9-2\"}]"))
        .isFalse();
    assertThat(cycloneDx("resolved", "ssl", ", \"versions\": [{\"range\": \"vers:deb/<9\"}]"))
        .isFalse();
  }

  @Test
  void otherDocumentsAreErrors() {
    assertThatThrownBy(() -> read("{")).hasMessageContaining("it is no JSON");
    assertThatThrownBy(() -> read("[]"))
        .hasMessageContaining("neither OpenVEX nor CycloneDX nor CSAF");
  }
}
