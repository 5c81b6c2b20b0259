package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.SearchHit;
import dev.plinth.advisories.store.StoreUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of whole public databases, with what each is known to hold. */
class ReferenceDataTest {
  private static final Path DATA =
      Path.of(System.getProperty("plinth.root", "."), "../shared/data");

  @TempDir Path folder;

  @BeforeEach
  void present() {
    assumeTrue(Files.isDirectory(DATA), "optional reference data is absent");
  }

  private FileReport take(String name) {
    Path path = DATA.resolve(name);
    assumeTrue(Files.exists(path), "optional reference data is absent");
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          Importer.importPaths(List.of(path), update, ImportListener.NONE).files().getFirst();
      update.publish();
      assertThat(report.failure()).isNull();
      return report;
    }
  }

  private AdvisoryStore store() {
    return AdvisoryStore.openReadOnly(folder.resolve("a.db"));
  }

  private static void counts(
      FileReport report, long taken, long superseded, long empty, long skipped) {
    assertThat(List.of(report.taken(), report.superseded(), report.empty(), report.skipped()))
        .containsExactly(taken, superseded, empty, skipped);
  }

  @Test
  void pythonAdvisoriesInYaml() {
    counts(take("advisories/pypa.tar.xz"), 6_800, 0, 280, 0);
    PackageKey key = PackageKey.of("PyPI", "Salt");
    try (AdvisoryStore store = store()) {
      List<Affected> salt = store.affecting(List.of(key)).get(key);
      assertThat(salt)
          .anySatisfy(affected -> {
            assertThat(affected.advisory().id()).isEqualTo("PYSEC-2020-102");
            assertThat(affected.ranges())
                .extracting(Affected.Interval::fixed)
                .containsExactly("2019.2.4", "3000.2");
          });
    }
  }

  @Test
  void goAdvisories() {
    counts(take("advisories/govulndb.tar.xz"), 4_274, 0, 17, 0);
    try (AdvisoryStore store = store()) {
      List<SearchHit> hits = store.search("CVE-2023-39325");
      assertThat(hits.getFirst().affected())
          .extracting(Affected::name)
          .containsExactly("stdlib", "golang.org/x/net");
    }
  }

  @Test
  void rustAdvisoriesWithoutNotices() {
    counts(take("advisories/rustsec-osv.tar.xz"), 705, 0, 9, 0);
    PackageKey key = PackageKey.of("crates.io", "lock_api");
    try (AdvisoryStore store = store()) {
      assertThat(store.affecting(List.of(key)).get(key).getFirst().severityWord())
          .isEqualTo("informational");
    }
  }

  @Test
  void distributionAdvisories() throws Exception {
    counts(take("advisories/alma.tar.xz"), 5_680, 0, 0, 0);
    try (AdvisoryStore store = store()) {
      assertThat(store.status().affected()).isGreaterThan(69_000);
      assertThat(store.status().bytes() / store.status().affected()).isLessThanOrEqualTo(150);
    }
    FileReport elts = take("advisories/elts.tar.xz");
    counts(elts, 1_711, 0, 0, 1);
    assertThat(elts.bad())
        .containsExactly(
            new ImportReport.BadRecord(
                "advisories/ELA-669-1.json", "affected[0].ranges is no list"));
    try (AdvisoryStore store = store()) {
      List<SearchHit> hits = store.search("CVE-2018-10113");
      assertThat(hits.getFirst().advisory().id()).isEqualTo("ELA-1549-1");
      Origin osv = store.origins().getFirst();
      // 37 errata lie there two or three times, once for each release.
      assertThat(osv.records()).isEqualTo(5_680 - 43 + 1_711);
      assertThat(osv.ecosystems())
          .containsExactly(
              "AlmaLinux:10",
              "AlmaLinux:8",
              "AlmaLinux:9",
              "Debian:10",
              "Debian:7",
              "Debian:8",
              "Debian:9");
    }
  }

  @Test
  void applicationImagesAndWhatIsKnownBeside() {
    counts(take("advisories/bitnami.tar.xz"), 7_444, 0, 0, 0);
    counts(take("advisories/bitnami.tar.xz"), 7_444, 0, 0, 0);
    counts(take("enrichment/kev.tar.xz"), 1_662, 0, 0, 0);
    counts(take("enrichment/cvss.tsv.xz"), 32_762, 0, 0, 0);
    try (AdvisoryStore store = store()) {
      assertThat(store.status().advisories()).isEqualTo(7_444);
      assertThat(store.enrichment(List.of("CVE-2024-38475")).get("CVE-2024-38475"))
          .satisfies(known -> {
            assertThat(known.knownExploitedAdded()).isEqualTo("2025-05-01");
            assertThat(known.score()).isEqualTo(9.1);
            assertThat(known.scoreSource()).isEqualTo("cvss-table");
          });
      assertThat(store.origins())
          .extracting(Origin::name)
          .containsExactly("cvss-table", "kev", "osv");
    }
  }
}
