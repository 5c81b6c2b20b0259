package dev.plinth.policy.vex;

import static dev.plinth.policy.exceptions.Found.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.findings.Finding;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.SetAside;
import dev.plinth.policy.exceptions.Found;
import dev.plinth.policy.exceptions.Scanned;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSAF documents of the profile VEX, in the form of the standard's own examples. */
class CsafVexTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final Scanned SHOP =
      Scanned.of("oci-dir:out", "registry.example.org/team/shop:1.0", List.of(DIGEST));
  private static final String FLAG =
      ", \"flags\": [{\"label\": \"vulnerable_code_not_in_execute_path\", \"product_ids\": [\"P\"]}]";

  private static VexDocument read(String text) {
    return VexDocument.read("a.json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of one vulnerability, the product tree and what is said as given. */
  private static String csaf(String tree, String said) {
    return """
    {"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "Shop",
      "publisher": {"category": "vendor", "name": "Example Company ProductCERT",
        "namespace": "https://psirt.example.com"},
      "tracking": {"current_release_date": "2026-02-03T11:00:00.000Z", "id": "EX-2026-1",
        "initial_release_date": "2026-02-03T11:00:00.000Z", "status": "final", "version": "1"}},
     "product_tree": {%s},
     "vulnerabilities": [{"cve": "CVE-2026-1", "ids": [{"system_name": "x", "text": "GHSA-1"}], %s}]}
    """
        .formatted(tree, said);
  }

  private static String named(String id, String purl) {
    return "{\"name\": \"x\", \"product_id\": \"%s\", \"product_identification_helper\": {\"purl\": \"%s\"}}"
        .formatted(id, purl);
  }

  private static String status(String status) {
    return "\"product_status\": {\"" + status + "\": [\"P\"]}";
  }

  private static Vex.Result apply(Finding finding, String text) {
    return new Vex(List.of(read(text))).apply(List.of(finding), SHOP);
  }

  private static boolean setsAside(String tree, String said) {
    return !apply(Found.of("CVE-2026-1", OPENSSL), csaf(tree, said)).setAside().isEmpty();
  }

  private static String flat(String purl) {
    return "\"full_product_names\": [" + named("P", purl) + "]";
  }

  @Test
  void aFlagAndAnImpactStatementAreTheReason() {
    Finding finding = Found.of("CVE-0", OPENSSL, "GHSA-1");
    String said =
        status("known_not_affected")
            + FLAG
            + ", \"threats\": [{\"category\": \"impact\", \"details\": \"It is\\nnever called.\","
            + " \"group_ids\": [\"G\"]}, {\"category\": \"exploit_status\", \"details\": \"none\","
            + " \"product_ids\": [\"P\"]}]";
    String tree =
        flat("pkg:deb/debian/libssl3@3.0.9-1")
            + ", \"product_groups\": [{\"group_id\": \"G\", \"product_ids\": [\"P\"]}]";
    Vex.Result result = apply(finding, csaf(tree, said));
    assertThat(result.setAside())
        .containsExactly(
            new SetAside(
                finding,
                "vex",
                "VEX: not_affected, vulnerable_code_not_in_execute_path: It is never called",
                "a.json",
                "Example Company ProductCERT",
                ""));
    assertThat(result.notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "known_not_affected, true",
    "fixed, true",
    "first_fixed, true",
    "recommended, false",
    "known_affected, false",
    "under_investigation, false",
    "made_up, false",
  })
  void statuses(String status, boolean expected) {
    assertThat(setsAside(flat("pkg:deb/debian/libssl3@3.0.9-1"), status(status) + FLAG))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:deb/debian/libssl3, true",
    "pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&distro=bookworm, true",
    "pkg:deb/debian/libssl3@3.0.9-2, false",
    "pkg:deb/ubuntu/libssl3, false",
    "pkg:oci/shop?repository_url=registry.example.org/team/shop&tag=1.0, true",
    "pkg:oci/shop?tag=1.1, false",
    "not a purl, false",
  })
  void productsAreMatchedStrictly(String purl, boolean expected) {
    assertThat(setsAside(flat(purl), status("known_not_affected") + FLAG)).isEqualTo(expected);
  }

  private static String branches(String category, String name, String purl) {
    return """
    "branches": [{"category": "vendor", "name": "Example", "branches": [
      {"category": "product_name", "name": "Shop", "branches": [
        {"category": "%s", "name": "%s", "product": %s}]}]}]
    """
        .formatted(category, name, named("P", purl));
  }

  @Test
  void aPackageUrlWithoutAVersionStandsForItsBranchs() {
    String fixed = status("fixed");
    String purl = "pkg:deb/debian/libssl3";
    assertThat(setsAside(branches("product_version", "3.0.9-1", purl), fixed)).isTrue();
    assertThat(setsAside(branches("product_version", "3.0.9-2", purl), fixed)).isFalse();
    assertThat(setsAside(branches("product_version_range", "vers:deb/>=1", purl), fixed)).isFalse();
    assertThat(setsAside(branches("product_version_range", "<4", purl + "@3.0.9-1"), fixed))
        .isTrue();
    assertThat(setsAside(branches("product_version", "1.0", "pkg:oci/shop"), fixed)).isTrue();
    assertThat(setsAside(branches("product_version", "1.1", "pkg:oci/shop"), fixed)).isFalse();
  }

  private static String within(String component, String whole) {
    return """
    "full_product_names": [%s, %s],
    "relationships": [{"category": "default_component_of", "product_reference": "C",
      "relates_to_product_reference": "W",
      "full_product_name": {"name": "C in W", "product_id": "P"}}]
    """
        .formatted(named("C", component), named("W", whole));
  }

  @Test
  void aComponentIsThatPackageWithinThatImage() {
    String said = status("known_not_affected") + FLAG;
    String digest = "pkg:oci/shop@" + DIGEST.replace(":", "%3A");
    assertThat(setsAside(within("pkg:deb/debian/libssl3", digest), said)).isTrue();
    assertThat(setsAside(within("pkg:deb/debian/zlib1g", digest), said)).isFalse();
    assertThat(setsAside(within("pkg:deb/debian/libssl3", "pkg:oci/shop?tag=2"), said)).isFalse();
    // What it is a component of cannot be told: it must not become the package everywhere.
    assertThat(setsAside(within("pkg:deb/debian/libssl3", "pkg:maven/org.example/app@1"), said))
        .isFalse();
    assertThat(setsAside(within("libssl3", digest), said))
        .as("nor the whole image, where nobody can tell the component")
        .isFalse();
  }

  @Test
  void whatIsIncompleteIsRefused() {
    VexDocument document = read(csaf(flat("pkg:deb/debian/libssl3"), status("known_not_affected")));
    assertThat(document.statements()).isEmpty();
    assertThat(document.refused())
        .containsExactly(
            "CVE-2026-1 is said to be known_not_affected without a flag or an impact statement (1)");
    assertThat(read(csaf(flat("cpe:/o:x"), status("fixed"))).refused())
        .containsExactly("CVE-2026-1 speaks of products that no package URL tells (1)");
    assertThat(
            read(csaf(flat("pkg:oci/x"), "\"x\": 1")
                    .replace("\"cve\"", "\"CVE\"")
                    .replace("\"ids\"", "\"IDS\""))
                .refused())
        .containsExactly("a vulnerability has neither a cve nor an id");
  }

  @Test
  void otherProfilesAndVersionsAreErrors() {
    String good = csaf(flat("pkg:oci/shop"), status("fixed"));
    assertThatThrownBy(() -> read(good.replace("csaf_vex", "csaf_security_advisory")))
        .isInstanceOfSatisfying(
            PlinthException.class,
            e -> {
              assertThat(e.code()).isEqualTo("PLINTH-VEX-KIND");
              assertThat(e.because())
                  .isEqualTo(
                      "it is a CSAF document of the profile csaf_security_advisory, not csaf_vex");
            });
    assertThatThrownBy(() -> read(good.replace("\"2.0\"", "\"3.0\"")))
        .hasMessageContaining("it is of CSAF's version 3.0");
    assertThatThrownBy(() -> read("{\"document\": {\"csaf_version\": \"2.0\"}}"))
        .hasMessageContaining("of the profile none");
  }

  @Test
  void depthIsBounded() {
    String deep = branches("product_version", "3.0.9-1", "pkg:deb/debian/libssl3");
    for (int i = 0; i < 45; i++) {
      deep = "\"branches\": [{\"category\": \"vendor\", \"name\": \"x\", " + deep + "}]";
    }
    assertThat(setsAside(deep, status("fixed"))).isFalse();
  }
}
