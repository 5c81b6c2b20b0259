package dev.plinth.inventory.facts;

import dev.plinth.oci.source.LayerAnalysis;
import dev.plinth.oci.tar.EntryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two layers of so many entries each, read at the same time, then folded. */
final class ManyEntriesMain {
  private ManyEntriesMain() {}

  public static void main(String[] arguments) throws Exception {
    int entries = Integer.parseInt(arguments[0]);
    FactsCache cache =
        arguments.length < 2 || arguments[1].isEmpty()
            ? null
            : FactsCache.open(Path.of(arguments[1]), FactsCache.DEFAULT_BYTES);
    long start = System.nanoTime();
    try (InventoryAnalysis analysis = new InventoryAnalysis(List.of(new LineCataloguer()), cache);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<LayerFacts>> work = new ArrayList<>();
      for (int l = 0; l < 2; l++) {
        int layer = l;
        work.add(() -> read(analysis.begin(), layer, entries));
      }
      List<LayerFacts> layers = new ArrayList<>();
      for (Future<LayerFacts> each : threads.invokeAll(work)) {
        layers.add(each.get());
      }
      long read = System.nanoTime();
      FoldedImage image = ImageFolding.of(layers);
      long folded = System.nanoTime();
      if (cache != null) {
        try (InventoryAnalysis again =
            new InventoryAnalysis(List.of(new LineCataloguer()), cache)) {
          LayerFacts known = again.known(LayerScript.digest(1));
          if (known == null || known.table().entries() != entries + 1) {
            System.exit(2);
          }
        }
      }
      System.err.println(
          entries * 2L
              + " entries: read in "
              + (read - start) / 1_000_000
              + " ms, folded in "
              + (folded - read) / 1_000_000
              + " ms, "
              + layers.getFirst().table().length() / entries
              + " bytes each");
      List<String> packages = LayerScript.packages(image);
      System.exit(packages.equals(List.of("a 1 @0 z/0.facts", "a 1 @1 z/1.facts")) ? 0 : 3);
    }
  }

  private static LayerFacts read(
      LayerAnalysis.Reading<LayerFacts> reading, int layer, int entries) {
    for (int i = 0; i < entries; i++) {
      String path =
          "folder-" + layer + "-" + i / 1000 + "/" + Long.toHexString(i * 0x9E3779B97F4AL);
      reading.entry(LayerScript.entry(path, EntryType.FILE, i & 1023, "", 0));
    }
    var consumer =
        reading.entry(LayerScript.entry("z/" + layer + ".facts", EntryType.FILE, 7, "", 0));
    if (consumer != null) {
      consumer.accept("npm a 1".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 7);
      consumer.end();
    }
    return reading.finish(LayerScript.digest(layer), 1, 1);
  }
}
