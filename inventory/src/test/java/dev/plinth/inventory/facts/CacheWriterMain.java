package dev.plinth.inventory.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Another process that keeps the sample layer again and again. */
final class CacheWriterMain {
  private CacheWriterMain() {}

  static Process start(Path folder, int rounds) throws IOException {
    return ChildJvm.start(
        List.of("-Xmx64m"), CacheWriterMain.class, folder.toString(), "" + rounds);
  }

  public static void main(String[] arguments) {
    FactsCache cache = FactsCache.open(Path.of(arguments[0]), FactsCache.DEFAULT_BYTES);
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      try (InventoryAnalysis analysis =
          new InventoryAnalysis(List.of(new LineCataloguer()), cache)) {
        FactsCacheTest.sample().play(analysis.begin(), LayerScript.digest(1));
      }
    }
    System.exit(cache.note().isEmpty() ? 0 : 1);
  }
}
