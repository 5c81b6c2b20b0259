package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** endoflife.date in its three forms. */
class EndOfLifeReaderTest {
  @TempDir Path folder;

  private FileReport take(String name, String document) {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          Importer.importStream(
              name,
              new ByteArrayInputStream(TestArchives.bytes(document)),
              update,
              ImportListener.NONE);
      update.publish();
      return report;
    }
  }

  private List<String> known(String product) {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      return store.lifecycles(product).stream()
          .map((Lifecycle one) ->
              String.join(
                  "|",
                  one.cycle(),
                  one.codename(),
                  one.supportEnds(),
                  one.communityEnds(),
                  one.commercialEnds()))
          .toList();
    }
  }

  @Test
  void theFirstVersionOfTheApi() {
    FileReport report =
        take(
            "x",
            """
            {"schema_version": "1.2.0", "generated_at": "2026-01-01T00:00:00+00:00", "result":
             {"name": "debian", "category": "os", "releases": [
              {"name": "12", "codename": "Bookworm", "isLts": false, "isEoas": false,
               "isEol": false, "eolFrom": "2026-06-10", "isEoes": false, "eoesFrom": "2028-06-30"},
              {"name": "6", "codename": null, "isEol": true, "eolFrom": null}]}}
            """);
    assertThat(report.failure()).isNull();
    assertThat(report.formats()).containsExactly("endoflife");
    assertThat(known("debian")).containsExactly("12|bookworm|2026-06-10|2028-06-30|", "6||ended||");
  }

  @Test
  void allProductsAtOnce() {
    FileReport report =
        take(
            "x",
            """
            {"total": 2, "result": [
              {"name": "ubuntu", "releases": [{"name": "24.04", "codename": "Noble Numbat",
                "isEol": false, "eolFrom": "2029-05-31", "eoesFrom": "2036-05-31"}]},
              {"name": "nodejs", "releases": [{"name": "24", "isEol": false}]},
              {"releases": []}]}
            """);
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(known("ubuntu")).containsExactly("24.04|noble numbat|2029-05-31||2036-05-31");
    assertThat(known("nodejs")).containsExactly("24||||");
  }

  @Test
  void theOldApiIsNamedByItsFile() {
    String cycles =
        """
        [{"cycle": "3.20", "eol": "2026-04-01", "latest": "3.20.6"},
         {"cycle": "3.9", "eol": true, "extendedSupport": false}]
        """;
    assertThat(take("https://example.org/api/alpine-linux.json", cycles).failure()).isNull();
    assertThat(known("alpine-linux")).containsExactly("3.20||2026-04-01||", "3.9||ended||");
    assertThat(take("-", cycles).failure()).isNotNull();
  }

  @Test
  void aProductIsReplaced() {
    take(
        "rhel.json",
        """
        [{"cycle": "9", "eol": "2032-05-31"}]
        """);
    take(
        "rhel.json",
        """
        {"releases": {"10": {"name": "10", "eol": "2035-05-31", "eoes": "2039-05-31"}},
         "versions": {}}
        """);
    assertThat(known("rhel")).containsExactly("10||2035-05-31||2039-05-31");
  }

  @Test
  void theRepositorysOwnFiles() {
    Path data =
        Path.of(System.getProperty("plinth.root", "."), "../shared/data/enrichment/eolrel.tar.xz");
    assumeTrue(Files.exists(data), "optional reference data is absent");
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          Importer.importPaths(List.of(data), update, ImportListener.NONE).files().getFirst();
      update.publish();
      assertThat(report.failure()).isNull();
      assertThat(report.skipped()).isZero();
      assertThat(report.taken()).isGreaterThan(100);
    }
    assertThat(known("debian"))
        .contains("12|bookworm|2026-07-11|2028-06-30|", "11|bullseye|2024-08-14|2026-08-31|");
  }
}
