package dev.plinth.advisories.feed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of whole public databases. */
class ReferenceDataTest {
  private static final Path DATA =
      Path.of(System.getProperty("plinth.root", "."), "../shared/data");

  @TempDir Path folder;

  private ImportReport.FileReport take(String file) {
    Path path = DATA.resolve(file);
    assumeTrue(Files.exists(path), "optional reference data is absent");
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      ImportReport report = Importer.importPaths(List.of(path), update, ImportListener.NONE);
      update.publish();
      ImportReport.FileReport one = report.files().getFirst();
      try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
        System.out.println(
            file
                + " "
                + one.formats()
                + " taken "
                + one.taken()
                + " superseded "
                + one.superseded()
                + " empty "
                + one.empty()
                + " skipped "
                + one.skipped()
                + " ignored "
                + one.ignored()
                + " in "
                + one.millis()
                + " ms; store "
                + store.status().bytes()
                + " bytes, rows "
                + store.status().affected()
                + " "
                + one.bad()
                + " "
                + one.failure());
      }
      return one;
    }
  }

  @Test
  void all() {
    for (String f :
        List.of(
            "advisories/pypa.tar.xz",
            "advisories/govulndb.tar.xz",
            "advisories/rustsec-osv.tar.xz",
            "advisories/alma.tar.xz",
            "advisories/elts.tar.xz",
            "advisories/bitnami.tar.xz",
            "advisories/dhi.tar.xz",
            "enrichment/kev.tar.xz",
            "enrichment/cvss.tsv.xz",
            "advisories/node-wg.tar.xz",
            "advisories/php.tar.xz")) take(f);
  }
}
