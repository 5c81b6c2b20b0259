package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.AdvisorySource.Origin;
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

/** Distributions' own feeds, in the forms they are published in. */
class DistributionFeedsTest {
  @TempDir Path folder;

  private FileReport take(String document) {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          Importer.importStream(
              "feed.json",
              new ByteArrayInputStream(TestArchives.bytes(document)),
              update,
              ImportListener.NONE);
      update.publish();
      return report;
    }
  }

  private List<Affected> of(String ecosystem, String name) {
    PackageKey key = PackageKey.of(ecosystem, name);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      return store.affecting(List.of(key)).getOrDefault(key, List.of()).stream()
          .sorted((a, b) -> a.advisory().id().compareTo(b.advisory().id()))
          .toList();
    }
  }

  private List<String> said(String ecosystem, String name) {
    return of(ecosystem, name).stream()
        .map(row ->
            row.advisory().id()
                + " "
                + row.status().word()
                + " "
                + row.severityWord()
                + " "
                + row.ranges().stream().map(Interval::fixed).toList())
        .toList();
  }

  private static final String TRACKER =
      """
      {"openssl": {
        "CVE-2024-0001": {"description": "a flaw", "scope": "remote", "debianbug": 1, "releases": {
          "bookworm": {"status": "resolved", "repositories": {"bookworm": "3.0.11-1"},
            "fixed_version": "3.0.13-1~deb12u1", "urgency": "high**"},
          "trixie": {"status": "resolved", "repositories": {"trixie": "3.2.1-1"},
            "fixed_version": "0", "urgency": "unimportant"},
          "bullseye": {"status": "open", "repositories": {"bullseye": "1.1.1w-0"},
            "urgency": "not yet assigned"},
          "sid": {"status": "undetermined", "repositories": {"sid": "3.2"}, "urgency": "low"}}},
        "TEMP-0000000-ABCDEF": {"releases": {
          "bookworm": {"status": "open", "urgency": "low", "nodsa": "Minor issue",
            "nodsa_reason": ""}}},
        "CVE-2024-0002": {"releases": {
          "bookworm": {"status": "open", "urgency": "medium", "nodsa": "Too intrusive",
            "nodsa_reason": "ignored"},
          "bullseye": {"status": "open", "urgency": "end-of-life"},
          "trixie": {"status": "open", "urgency": "medium", "nodsa": "later",
            "nodsa_reason": "postponed"}}}},
       "curl": {"CVE-2024-0001": {"releases": {
          "bookworm": {"status": "resolved", "fixed_version": "7.88.1-10+deb12u5",
            "urgency": "medium"}}}}}
      """;

  @Test
  void debiansTrackerKeepsWhatDebianSays() {
    FileReport report = take(TRACKER);
    assertThat(report.failure()).isNull();
    assertThat(report.formats()).containsExactly("debian-tracker");
    assertThat(report.taken()).isEqualTo(4);
    assertThat(said("Debian:12", "openssl"))
        .containsExactly(
            "CVE-2024-0001 affected high** [3.0.13-1~deb12u1]",
            "CVE-2024-0002 wont-fix medium []",
            "TEMP-0000000-ABCDEF deferred low []");
    assertThat(said("Debian:13", "openssl"))
        .containsExactly(
            "CVE-2024-0001 not-affected unimportant []", "CVE-2024-0002 deferred medium []");
    assertThat(said("Debian:11", "openssl"))
        .containsExactly("CVE-2024-0001 affected  []", "CVE-2024-0002 end-of-life  []");
    assertThat(said("Debian:unstable", "openssl"))
        .containsExactly("CVE-2024-0001 under-investigation low []");
    assertThat(said("Debian:12", "curl"))
        .containsExactly("CVE-2024-0001 affected medium [7.88.1-10+deb12u5]");
  }

  @Test
  void theTrackerIsWholeEachTime() {
    take(TRACKER);
    FileReport report =
        take(
            """
            {"curl": {"CVE-2024-0003": {"releases": {"bookworm": {"status": "resolved",
              "fixed_version": "7.88.1-10+deb12u6", "urgency": "not yet assigned"}}}}}
            """);
    assertThat(report.failure()).isNull();
    assertThat(said("Debian:12", "openssl")).isEmpty();
    assertThat(said("Debian:12", "curl"))
        .containsExactly("CVE-2024-0003 affected  [7.88.1-10+deb12u6]");
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      assertThat(store.search("CVE-2024-0001")).isEmpty();
      assertThat(store.status().advisories()).isEqualTo(1);
    }
  }

  @Test
  void badIssuesOfTheTrackerAreNamedAndTheOthersTaken() {
    FileReport report =
        take(
            """
            {"a": {"CVE-2024-1": {"releases": {"bookworm": {"status": "resolved", "urgency": ""}}},
                   "CVE-2024-2": {"releases": {"bookworm": {"status": "maybe"}}},
                   "CVE-2024-3": {},
                   "what": {"releases": {}},
                   "CVE-2024-4": {"releases": {"bookworm": {"status": "resolved",
                     "fixed_version": "1"}}}},
             "b": []}
            """);
    assertThat(report.failure()).isNull();
    assertThat(report.taken()).isEqualTo(1);
    assertThat(report.bad())
        .extracting(ImportReport.BadRecord::toString)
        .containsExactly(
            "BadRecord[name=a CVE-2024-1, reason=it is resolved in bookworm without a version]",
            "BadRecord[name=a CVE-2024-2, reason=its status in bookworm is unknown: maybe]",
            "BadRecord[name=a CVE-2024-3, reason=it has no releases]",
            "BadRecord[name=a what, reason=its name is none of an issue]",
            "BadRecord[name=b, reason=it is no object]");
  }

  @Test
  void whatIsCutOffChangesNothing() {
    take(TRACKER);
    for (int length = 20; length < TRACKER.length() - 3; length += 37) {
      assertThat(take(TRACKER.substring(0, length)).failure()).as("cut at " + length).isNotNull();
    }
    assertThat(said("Debian:12", "openssl")).hasSize(3);
    for (int length = 200; length < MAIN.length() - 3; length += 37) {
      assertThat(take(MAIN.substring(0, length)).failure()).as("cut at " + length).isNotNull();
    }
    assertThat(said("Alpine:v3.20", "busybox")).isEmpty();
  }

  private static final String MAIN =
      """
      {"apkurl": "{{urlprefix}}/{{distroversion}}/{{reponame}}/{{arch}}/{{pkg.name}}.apk",
       "archs": ["x86_64"], "reponame": "main", "urlprefix": "https://dl-cdn.alpinelinux.org/alpine",
       "distroversion": "v3.20", "packages": [
        {"pkg": {"name": "busybox", "secfixes": {
          "0": ["CVE-2021-42373", "CVE-2021-42376"],
          "1.36.1-r29": ["CVE-2023-42364 CVE-2023-42365 (+ regression fix)", "CVE-2021-42376"],
          "1.30": null}}},
        {"pkg": {"name": "xen", "secfixes": {"4.18.2-r0": ["CVE-2024-2193, XSA-453", "XSA-456"]}}}]}
      """;

  @Test
  void alpineSaysWhatIsFixedAndWhatNeverWas() {
    FileReport report = take(MAIN);
    assertThat(report.failure()).isNull();
    assertThat(report.formats()).containsExactly("alpine-secdb");
    assertThat(report.skipped()).isZero();
    assertThat(said("Alpine:v3.20", "busybox"))
        .containsExactly(
            "CVE-2021-42373 not-affected  []",
            "CVE-2021-42376 not-affected  []",
            "CVE-2021-42376 affected  [1.36.1-r29]",
            "CVE-2023-42364 affected  [1.36.1-r29]");
    assertThat(of("Alpine:v3.20", "xen").getFirst().advisory().aliases())
        .containsExactly("XSA-453");
    assertThat(of("Alpine:v3.20", "busybox").getLast().advisory().aliases())
        .containsExactly("CVE-2023-42365");
  }

  @Test
  void repositoriesAndBranchesReplaceOnlyThemselves() {
    take(MAIN);
    take(MAIN.replace("v3.20", "v3.19").replace("r29", "r15"));
    take(MAIN.replace("\"main\"", "\"community\"").replace("busybox", "fish"));
    assertThat(said("Alpine:v3.20", "busybox")).hasSize(4);
    assertThat(said("Alpine:v3.19", "busybox")).contains("CVE-2023-42364 affected  [1.36.1-r15]");
    assertThat(said("Alpine:v3.20", "fish")).hasSize(4);
    take(MAIN.replace("busybox", "busy"));
    assertThat(said("Alpine:v3.20", "busybox")).isEmpty();
    assertThat(said("Alpine:v3.19", "busybox")).hasSize(4);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      assertThat(store.origins()).extracting(Origin::name).containsExactly("alpine-secdb");
      assertThat(store.origins().getFirst().records()).isEqualTo(15);
      assertThat(of("Alpine:v3.20", "busy").getFirst().advisory().source())
          .isEqualTo("alpine-secdb");
    }
  }

  @Test
  void distributionsWithoutReleasesAreToldByTheirHost() {
    String packages =
        "\"packages\": [{\"pkg\": {\"name\": \"go-1.21\", \"secfixes\": {\"1.21.9-r0\":"
            + " [\"CVE-2023-45288\", \"GHSA-4v7x-pqxf-cx7m\"], \"0\": [\"CVE-2020-1\"]}}}]";
    assertThat(
            take("{\"apkurl\": \"x\", \"reponame\": \"os\", \"urlprefix\":"
                    + " \"https://packages.wolfi.dev\", "
                    + packages
                    + "}")
                .formats())
        .containsExactly("wolfi-secdb");
    // Members have no order.
    assertThat(
            take("{"
                    + packages
                    + ", \"reponame\": \"chainguard\", \"urlprefix\":"
                    + " \"https://packages.cgr.dev\"}")
                .formats())
        .containsExactly("chainguard-secdb");
    assertThat(said("Wolfi", "go-1.21")).isEqualTo(said("Chainguard", "go-1.21")).hasSize(3);
    assertThat(take("{" + packages + "}").failure()).isNotNull();
    assertThat(
            take("{\"reponame\": \"os\", \"urlprefix\": \"https://x\", " + packages + "}")
                .failure())
        .hasMessageContaining("it does not say of which distribution it is");
  }
}
