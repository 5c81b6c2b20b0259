package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Red Hat's documents, in the shape of those it publishes. */
class SecurityAdvisoryReaderTest {
  @TempDir Path folder;

  private static final String HEAD =
      """
      {"document": {"aggregate_severity": {"text": "Moderate"}, "category": "csaf_vex",
        "csaf_version": "2.0", "title": "nghttp2: a flaw",
        "publisher": {"name": "Red Hat Product Security", "namespace": "https://www.redhat.com"},
        "references": [{"category": "self", "url": "https://example.org/cve.json"}],
        "tracking": {"id": "CVE-2024-28182", "current_release_date": "2026-01-02T03:04:05+00:00",
          "initial_release_date": "2024-04-03T00:00:00+00:00", "status": "final"}},
      """;

  private static final String TREE =
      """
       "product_tree": {"branches": [{"category": "vendor", "name": "Red Hat", "branches": [
        {"category": "product_family", "name": "Red Hat Enterprise Linux", "branches": [
         {"category": "product_name", "name": "BaseOS 9", "product": {"name": "BaseOS",
           "product_id": "BaseOS-9.4.0.Z.MAIN.EUS", "product_identification_helper":
           {"cpe": "cpe:/o:redhat:enterprise_linux:9::baseos"}}},
         {"category": "product_name", "product": {"product_id": "AppStream-9",
           "product_identification_helper": {"cpe": "cpe:/a:redhat:enterprise_linux:9::appstream"}}},
         {"category": "product_name", "product": {"product_id": "red_hat_enterprise_linux_9",
           "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:9"}}},
         {"category": "product_name", "product": {"product_id": "red_hat_enterprise_linux_8",
           "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:8"}}},
         {"category": "product_name", "product": {"product_id": "openshift",
           "product_identification_helper": {"cpe": "cpe:/a:redhat:openshift:4"}}}]},
        {"category": "architecture", "name": "x86_64", "branches": [
         {"category": "product_version", "product": {"product_id":
           "libnghttp2-0:1.43.0-5.el9_4.3.x86_64", "product_identification_helper":
           {"purl": "pkg:rpm/redhat/libnghttp2@1.43.0-5.el9_4.3?arch=x86_64"}}},
         {"category": "product_version", "product": {"product_id":
           "nghttp2-0:1.43.0-5.el9_4.3.src", "product_identification_helper":
           {"purl": "pkg:rpm/redhat/nghttp2@1.43.0-5.el9_4.3?arch=src"}}},
         {"category": "product_version", "product": {"product_id":
           "nodejs-1:18.20.2-1.module+el9.4.0+21742+692df1ea.x86_64",
           "product_identification_helper": {"purl":
           "pkg:rpm/redhat/nodejs@18.20.2-1.module%2Bel9.4.0%2B21742%2B692df1ea?arch=x86_64&epoch=1"}}},
         {"category": "product_version", "product": {"product_id":
           "nodejs:18:9040020240419142028:rhel9", "product_identification_helper":
           {"purl": "pkg:rpmmod/redhat/nodejs@18:9040020240419142028:rhel9"}}},
         {"category": "product_version", "product": {"product_id": "nodejs"}},
         {"category": "product_version", "product": {"product_id": "nodejs:16/nodejs"}},
         {"category": "product_version", "product": {"product_id": "nghttp2",
           "product_identification_helper": {"purl": "pkg:rpm/redhat/nghttp2?arch=src"}}},
         {"category": "product_version", "product": {"product_id": "curl"}}]}]}],
       "relationships": [
        REL("BaseOS-9.4.0.Z.MAIN.EUS", "libnghttp2-0:1.43.0-5.el9_4.3.x86_64"),
        REL("BaseOS-9.4.0.Z.MAIN.EUS", "nghttp2-0:1.43.0-5.el9_4.3.src"),
        REL("AppStream-9", "nodejs:18:9040020240419142028:rhel9"),
        REL("AppStream-9:nodejs:18:9040020240419142028:rhel9", "nodejs-1:18.20.2-1.module+el9.4.0+21742+692df1ea.x86_64"),
        REL("red_hat_enterprise_linux_9", "nodejs"),
        REL("red_hat_enterprise_linux_8", "nodejs:16/nodejs"),
        REL("red_hat_enterprise_linux_8", "nghttp2"),
        REL("red_hat_enterprise_linux_9", "curl"),
        REL("openshift", "curl")]},
      """
          .replaceAll(
              "REL\\(\"([^\"]*)\", \"([^\"]*)\"\\)",
              "{\"category\": \"default_component_of\", \"full_product_name\": {\"name\": \"x\","
                  + " \"product_id\": \"$1:$2\"}, \"product_reference\": \"$2\","
                  + " \"relates_to_product_reference\": \"$1\"}");

  private static final String VULNERABILITIES =
      """
       "vulnerabilities": [{"cve": "CVE-2024-28182", "notes": [{"text": "x"}],
        "product_status": {
         "fixed": ["BaseOS-9.4.0.Z.MAIN.EUS:libnghttp2-0:1.43.0-5.el9_4.3.x86_64",
          "BaseOS-9.4.0.Z.MAIN.EUS:nghttp2-0:1.43.0-5.el9_4.3.src",
          "AppStream-9:nodejs:18:9040020240419142028:rhel9:nodejs-1:18.20.2-1.module+el9.4.0+21742+692df1ea.x86_64"],
         "known_affected": ["red_hat_enterprise_linux_8:nghttp2",
          "red_hat_enterprise_linux_8:nodejs:16/nodejs", "openshift:curl"],
         "known_not_affected": ["red_hat_enterprise_linux_9:curl"],
         "under_investigation": ["red_hat_enterprise_linux_9:nodejs"]},
        "remediations": [
         {"category": "vendor_fix", "details": "update", "url": "https://example.org/RHSA-1",
          "product_ids": ["BaseOS-9.4.0.Z.MAIN.EUS:libnghttp2-0:1.43.0-5.el9_4.3.x86_64"]},
         {"category": "none_available", "details": "Fix deferred",
          "product_ids": ["red_hat_enterprise_linux_8:nghttp2"]},
         {"category": "no_fix_planned", "details": "Out of support scope",
          "product_ids": ["red_hat_enterprise_linux_8:nodejs:16/nodejs"]}],
        "scores": [{"cvss_v3": {"baseScore": 5.3,
          "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L"}, "products": []}],
        "threats": [{"category": "impact", "details": "Moderate",
          "product_ids": ["BaseOS-9.4.0.Z.MAIN.EUS:libnghttp2-0:1.43.0-5.el9_4.3.x86_64"]},
         {"category": "impact", "details": "Low",
          "product_ids": ["red_hat_enterprise_linux_8:nghttp2"]}]}]}
      """;

  private FileReport take(String document) {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          Importer.importStream(
              "vex.json",
              new ByteArrayInputStream(TestArchives.bytes(document)),
              update,
              ImportListener.NONE);
      update.publish();
      return report;
    }
  }

  private List<String> said(String ecosystem, String name) {
    PackageKey key = PackageKey.of(ecosystem, name);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      return store.affecting(List.of(key)).getOrDefault(key, List.of()).stream()
          .map((Affected row) ->
              row.advisory().id()
                  + " "
                  + row.status().word()
                  + " "
                  + row.ranges().stream().map(Interval::fixed).toList()
                  + row.severityWord())
          .toList();
    }
  }

  @Test
  void everyStatusIsKept() {
    FileReport report = take(HEAD + TREE + VULNERABILITIES);
    assertThat(report.failure()).isNull();
    assertThat(report.formats()).containsExactly("redhat-csaf");
    assertThat(said("Red Hat:enterprise_linux:9", "libnghttp2"))
        .containsExactly("CVE-2024-28182 affected [1.43.0-5.el9_4.3]");
    assertThat(said("Red Hat:enterprise_linux:9", "nghttp2")).isEmpty();
    assertThat(said("Red Hat:enterprise_linux:9", "nodejs:18::nodejs"))
        .containsExactly("CVE-2024-28182 affected [1:18.20.2-1.module+el9.4.0+21742+692df1ea]");
    assertThat(said("Red Hat:enterprise_linux:9", "nodejs"))
        .containsExactly("CVE-2024-28182 under-investigation []");
    assertThat(said("Red Hat:enterprise_linux:9", "curl"))
        .containsExactly("CVE-2024-28182 not-affected []");
    assertThat(said("Red Hat:enterprise_linux:8", "nghttp2"))
        .containsExactly("CVE-2024-28182 deferred []Low");
    assertThat(said("Red Hat:enterprise_linux:8", "nodejs:16::nodejs"))
        .containsExactly("CVE-2024-28182 end-of-life []");
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      assertThat(store.search("CVE-2024-28182").getFirst().advisory())
          .satisfies(advisory -> {
            assertThat(advisory.summary()).isEqualTo("nghttp2: a flaw");
            assertThat(advisory.severityWord()).isEqualTo("Moderate");
            assertThat(advisory.modified()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(advisory.scores()).hasSize(1);
            assertThat(advisory.references())
                .containsExactly("https://example.org/RHSA-1", "https://example.org/cve.json");
          });
    }
  }

  @Test
  void membersHaveNoOrder() {
    String tree = TREE.strip();
    String vulnerabilities = VULNERABILITIES.strip();
    assertThat(
            take(HEAD
                    + vulnerabilities.substring(0, vulnerabilities.length() - 1)
                    + ","
                    + tree.substring(0, tree.length() - 1)
                    + "}")
                .failure())
        .isNull();
    assertThat(said("Red Hat:enterprise_linux:9", "libnghttp2")).hasSize(1);
  }

  @Test
  void othersAndDamagedDocumentsAreRefused() {
    String whole = HEAD + TREE + VULNERABILITIES;
    assertThat(take(whole.replace("https://www.redhat.com", "https://example.org")).failure())
        .hasMessageContaining("its publisher's products are not known here");
    for (int length = 400; length < whole.length() - 3; length += 301) {
      assertThat(take(whole.substring(0, length)).failure()).as("cut at " + length).isNotNull();
    }
    assertThat(take(whole.replace("\"CVE-2024-28182\", \"notes\"", "\"\", \"notes\"")).failure())
        .isNotNull();
  }
}
