package dev.plinth.advisories.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import dev.plinth.advisories.store.StoreUpdate.Outcome;
import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryStoreTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("advisories.db");
  }

  static AdvisoryRecord advisory(
      String id, String modified, @Nullable String withdrawn, String ecosystem, String... names) {
    List<Statement> statements = new ArrayList<>();
    for (String name : names) {
      statements.add(
          new Statement(
              ecosystem,
              name,
              List.of(new Affected.Interval(Affected.Interval.Kind.ECOSYSTEM, "0", "2.0", "")),
              List.of(),
              Affected.Status.AFFECTED,
              false,
              "",
              List.of()));
    }
    return new AdvisoryRecord(
        new Advisory(
            id,
            List.of("CVE-2024-0001", "GHSA-aaaa-bbbb-cccc"),
            List.of(),
            "osv",
            "",
            modified,
            withdrawn,
            "title of " + id + " at " + modified,
            List.of(),
            "",
            List.of()),
        "prose of " + id,
        withdrawn == null ? statements : List.of());
  }

  private List<Outcome> put(AdvisoryRecord... advisories) {
    List<Outcome> outcomes = new ArrayList<>();
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
      update.begin("test.json");
      for (AdvisoryRecord each : advisories) {
        outcomes.add(update.put(each));
      }
      update.commit();
      update.publish();
    }
    return outcomes;
  }

  private List<String> affecting(String ecosystem, String name) {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      PackageKey key = PackageKey.of(ecosystem, name);
      List<String> titles = new ArrayList<>();
      for (Affected affected : store.affecting(List.of(key)).getOrDefault(key, List.of())) {
        titles.add(affected.advisory().summary());
      }
      return titles;
    }
  }

  @Test
  void findsWhatWasPut() {
    put(advisory("PYSEC-1", "2024-01-01T00:00:00Z", null, "PyPI", "Zope.Interface", "other"));
    PackageKey key = PackageKey.of("PyPI", "zope_interface");
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      Map<PackageKey, List<Affected>> found =
          store.affecting(List.of(key, PackageKey.of("npm", "other"), PackageKey.of("PyPI", "no")));
      assertThat(found).containsOnlyKeys(key);
      Affected affected = found.get(key).getFirst();
      assertThat(affected.name()).isEqualTo("zope-interface");
      assertThat(affected.ranges())
          .containsExactly(new Affected.Interval(Affected.Interval.Kind.ECOSYSTEM, "0", "2.0", ""));
      assertThat(affected.advisory().aliases())
          .containsExactly("CVE-2024-0001", "GHSA-aaaa-bbbb-cccc");
      assertThat(affected.advisory().modified()).isEqualTo("2024-01-01T00:00:00Z");
      assertThat(store.origins()).hasSize(1);
      Origin origin = store.origins().getFirst();
      assertThat(origin.name()).isEqualTo("osv");
      assertThat(origin.records()).isEqualTo(1);
      assertThat(origin.asOf()).isEqualTo("2024-01-01T00:00:00Z");
      assertThat(origin.ecosystems()).containsExactly("PyPI");
      assertThat(store.status().files().getFirst().file()).isEqualTo("test.json");
    }
  }

  @Test
  void manyKeysAtOnceFindTheSameAsOneByOne() {
    SyntheticStore.fill(file(), 3_000, 7);
    List<PackageKey> keys = new ArrayList<>();
    for (int i = 0; i < SyntheticStore.packages(3_000); i++) {
      for (String ecosystem : SyntheticStore.ECOSYSTEMS) {
        keys.add(PackageKey.of(ecosystem, SyntheticStore.name(i)));
      }
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      Map<PackageKey, List<Affected>> all = store.affecting(keys);
      long rows = 0;
      for (List<Affected> each : all.values()) {
        rows += each.size();
      }
      assertThat(rows).isEqualTo(store.status().affected());
      for (PackageKey key : keys.subList(0, 200)) {
        assertThat(store.affecting(List.of(key)).get(key)).isEqualTo(all.get(key));
      }
    }
  }

  @Test
  void newerReplacesOlderButNotTheOtherWayRound() {
    put(advisory("X-1", "2024-02-01T00:00:00Z", null, "npm", "a", "b"));
    assertThat(put(advisory("X-1", "2024-01-01T00:00:00Z", null, "npm", "a")))
        .containsExactly(Outcome.SUPERSEDED);
    assertThat(affecting("npm", "b")).hasSize(1);
    assertThat(put(advisory("X-1", "2024-02-01T00:00:00Z", null, "npm", "a")))
        .containsExactly(Outcome.TAKEN);
    assertThat(affecting("npm", "b")).isEmpty();
    put(advisory("X-1", "2024-03-01T00:00:00Z", null, "npm", "a"));
    assertThat(affecting("npm", "a")).containsExactly("title of X-1 at 2024-03-01T00:00:00Z");
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(store.status().advisories()).isEqualTo(1);
      assertThat(store.status().origins().getFirst().records()).isEqualTo(1);
    }
  }

  @Test
  void withdrawnNeverMatchesButIsFound() {
    put(advisory("X-1", "2024-01-01T00:00:00Z", null, "npm", "a"));
    assertThat(put(advisory("X-1", "2024-02-01T00:00:00Z", "2024-02-01T00:00:00Z", "npm", "a")))
        .containsExactly(Outcome.EMPTY);
    assertThat(affecting("npm", "a")).isEmpty();
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      List<SearchHit> hits = store.search("x-1");
      assertThat(hits).hasSize(1);
      assertThat(hits.getFirst().advisory().withdrawn()).isEqualTo("2024-02-01T00:00:00Z");
    }
  }

  @Test
  void searchesByNameAndPackage() {
    put(
        advisory("X-1", "2024-01-01T00:00:00Z", null, "npm", "left-pad"),
        advisory("X-2", "2024-01-01T00:00:00Z", null, "PyPI", "left.pad", "more"));
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(store.search("cve-2024-0001")).hasSize(2);
      assertThat(store.search("GHSA-AAAA-BBBB-CCCC")).hasSize(2);
      assertThat(store.search("X-2").getFirst().affected()).hasSize(2);
      assertThat(store.search("X-2").getFirst().details()).isEqualTo("prose of X-2");
      List<SearchHit> byPackage = store.search("left-pad");
      assertThat(byPackage).hasSize(2);
      assertThat(byPackage.get(1).affected()).hasSize(1);
      assertThat(store.search("nothing'; DROP TABLE kev")).isEmpty();
    }
  }

  @Test
  void searchesByTheLastPartOfAPackagesName() {
    put(
        advisory("X-1", "2024-01-01T00:00:00Z", null, "Maven", "org.example:left-pad"),
        advisory("X-2", "2024-01-01T00:00:00Z", null, "Go", "example.org/left-pad"),
        advisory("X-3", "2024-01-01T00:00:00Z", null, "npm", "not-left-pad"));
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(store.search("left-pad"))
          .extracting(hit -> hit.advisory().id())
          .containsExactly("X-1", "X-2");
    }
  }

  @Test
  void enrichesByAnyName() {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
      update.begin("a");
      update.put(advisory("X-1", "2024-01-01T00:00:00Z", null, "npm", "a"));
      long cve = CveNumber.of("CVE-2024-0001");
      update.replaceCatalogue("kev", "2026-08-07T16:45:47Z");
      update.putKnownExploited(cve, "2024-03-04", true, "a title");
      update.replaceCatalogue("epss", "2026-08-07");
      update.putExploitPrediction(cve, 0.97531, 0.99);
      update.putScore("cvss-table", cve, "CVSS:3.1/table", 5.0, "", "");
      update.putScore("cve-record", cve, null, -1, "Important", "");
      update.putScore("nvd", cve, "CVSS:3.1/nvd", 9.8, "", "2024-02-02T00:00:00Z");
      assertThat(update.putScore("nvd", cve, "x", 1, "", "2024-01-01T00:00:00Z"))
          .isEqualTo(Outcome.SUPERSEDED);
      update.commit();
      update.publish();
    }
    Enrichment expected =
        new Enrichment("2024-03-04", true, 0.97531, "CVSS:3.1/nvd", 9.8, "nvd", "");
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(
              store.enrichment(
                  List.of("CVE-2024-0001", "X-1", "GHSA-aaaa-bbbb-cccc", "CVE-2024-0002", "?")))
          .isEqualTo(
              Map.of("CVE-2024-0001", expected, "X-1", expected, "GHSA-aaaa-bbbb-cccc", expected));
      assertThat(store.origins())
          .extracting(Origin::name)
          .containsExactly("cve-record", "cvss-table", "epss", "kev", "nvd", "osv");
    }
  }

  @Test
  void anOlderCatalogueDoesNotReplaceANewerOne() {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
      update.begin("a");
      assertThat(update.replaceCatalogue("kev", "2026-08-07")).isTrue();
      update.putKnownExploited(CveNumber.of("CVE-2024-0001"), "2024-03-04", false, "");
      update.commit();
      update.begin("b");
      assertThat(update.replaceCatalogue("kev", "2026-08-06")).isFalse();
      assertThat(update.replaceCatalogue("kev", "2026-08-08")).isTrue();
      update.commit();
      update.publish();
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      assertThat(store.enrichment(List.of("CVE-2024-0001"))).isEmpty();
    }
  }

  @Test
  void whatIsRolledBackOrNotPublishedNeverWas() {
    put(advisory("X-1", "2024-01-01T00:00:00Z", null, "npm", "a"));
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
      update.begin("bad");
      update.put(advisory("X-2", "2024-01-01T00:00:00Z", null, "Go", "b"));
      update.rollback();
      update.begin("good");
      update.put(advisory("X-3", "2024-01-01T00:00:00Z", null, "npm", "c", "b"));
      update.commit();
      update.publish();
    }
    assertThat(affecting("Go", "b")).isEmpty();
    assertThat(affecting("npm", "b")).containsExactly("title of X-3 at 2024-01-01T00:00:00Z");
    assertThat(affecting("npm", "a")).hasSize(1);
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file())) {
      update.begin("lost");
      update.put(advisory("X-1", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "npm", "a"));
      update.commit();
    }
    assertThat(affecting("npm", "a")).hasSize(1);
    assertThat(folder.resolve("advisories.db.new")).doesNotExist();
  }

  @Test
  void aReaderKeepsWhatItOpened() {
    put(advisory("X-1", "2024-01-01T00:00:00Z", null, "npm", "a"));
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      put(advisory("X-2", "2024-01-01T00:00:00Z", null, "npm", "b"));
      PackageKey b = PackageKey.of("npm", "b");
      assertThat(store.affecting(List.of(b))).isEmpty();
      assertThat(affecting("npm", "b")).hasSize(1);
    }
  }

  @Test
  void onlyOneUpdateAtATime() {
    try (StoreUpdate first = AdvisoryStore.openForUpdate(file())) {
      assertThat(first.published()).isFalse();
      assertThatThrownBy(() -> AdvisoryStore.openForUpdate(file()))
          .isInstanceOf(PlinthException.class)
          .hasMessageContaining("another update of it is running")
          .extracting("code")
          .isEqualTo("PLINTH-STORE-LOCKED");
    }
    AdvisoryStore.openForUpdate(file()).close();
  }

  @Test
  void opensInAReadOnlyFolderWithAnOddName() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a b?c#d%20&é;x"));
    SyntheticStore.fill(odd.resolve("s.db"), 50, 3);
    Files.delete(odd.resolve("s.db.lock"));
    odd.resolve("s.db").toFile().setReadOnly();
    odd.toFile().setWritable(false);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(odd.resolve("s.db"))) {
      assertThat(store.status().advisories()).isEqualTo(50);
      assertThat(odd.toFile().list()).containsExactly("s.db");
    } finally {
      odd.toFile().setWritable(true);
    }
  }

  @Test
  void rowsStaySmall() throws IOException {
    SyntheticStore.fill(file(), 8_000, 11);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file())) {
      long perRow = Files.size(file()) / store.status().affected();
      assertThat(perRow).isLessThanOrEqualTo(150);
    }
  }

  @Test
  void theSameSeedMakesTheSameRows() {
    Random a = new Random(1);
    Random b = new Random(1);
    assertThat(SyntheticStore.advisory(3, 10, a)).isEqualTo(SyntheticStore.advisory(3, 10, b));
  }
}
