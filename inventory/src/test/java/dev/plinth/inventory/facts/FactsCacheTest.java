package dev.plinth.inventory.facts;

import static dev.plinth.inventory.facts.LayerScript.digest;
import static dev.plinth.inventory.facts.LayerScript.layer;
import static dev.plinth.inventory.facts.LayerScript.packages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.source.AnalyzedImage;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {
  private static final List<Cataloguer> READERS = List.of(new LineCataloguer());

  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void chooseFolder() {
    root = temp.resolve("plinth");
  }

  private FactsCache cache() {
    return FactsCache.open(root, FactsCache.DEFAULT_BYTES);
  }

  static LayerScript sample() {
    return layer()
        .dir("d")
        .file("d/a.facts", "npm a 1\nowns x lib/a lib/b\nproblem odd")
        .symlink("l", "d")
        .hardlink("h", "d/a.facts")
        .whiteout("d/gone")
        .device("dev/x", 5)
        .file("d/a.facts", "npm a 2\nrelease debian 12")
        .file("d/é\udcff", "");
  }

  private static void keep(FactsCache cache, LayerScript script, int n) {
    try (InventoryAnalysis analysis = new InventoryAnalysis(READERS, cache)) {
      script.play(analysis.begin(), digest(n));
    }
  }

  /** What the cache says of that layer, folded alone; null when it does not know it. */
  private static @Nullable List<String> known(FactsCache cache, int n) {
    try (InventoryAnalysis analysis = new InventoryAnalysis(READERS, cache)) {
      LayerFacts facts = analysis.known(digest(n));
      if (facts == null) {
        return null;
      }
      List<String> told = new ArrayList<>(packages(ImageFolding.of(List.of(facts))));
      for (EntryCursor at = facts.table().cursor(); at.next(); ) {
        told.add(at.entry().toString());
      }
      told.add(facts.sizes().toString());
      told.add(facts.statements().problems().toString());
      return told;
    }
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  @Test
  void givesBackWhatWasKept() {
    FactsCache cache = cache();
    assertThat(known(cache, 1)).isNull();
    keep(cache, sample(), 1);
    List<String> told = known(cache, 1);
    assertThat(told).hasSize(12);
    assertThat(told.subList(0, 2)).containsExactly("a 1 @0 h", "a 2 @0 d/a.facts");
    assertThat(told.get(4)).contains("path=l, type=SYMLINK").contains("link=d,");
    assertThat(told.get(9)).contains("path=d/é\udcff,");
    assertThat(known(cache(), 1)).isEqualTo(told);
    assertThat(cache.note()).isEmpty();
  }

  @Test
  void otherReadersReadAnew() {
    FactsCache cache = cache();
    keep(cache, sample(), 1);
    for (List<Cataloguer> others :
        List.of(
            List.<Cataloguer>of(),
            List.<Cataloguer>of(new LineCataloguer(".facts", 2)),
            List.<Cataloguer>of(new LineCataloguer(), new LineCataloguer(".x", 1)))) {
      try (InventoryAnalysis analysis = new InventoryAnalysis(others, cache)) {
        assertThat(analysis.known(digest(1))).isNull();
      }
    }
  }

  @Test
  void nothingIsKeptOfFoldersAndOfAbandonedLayers() throws IOException {
    FactsCache cache = cache();
    try (InventoryAnalysis analysis = new InventoryAnalysis(READERS, cache)) {
      sample().play(analysis.begin(), null);
      var reading = analysis.begin();
      for (int i = 0; i < 200_000; i++) {
        reading.entry(
            LayerScript.entry(
                "folder" + i * 7919L + "/name", dev.plinth.oci.tar.EntryType.FILE, i, "", 0));
      }
      assertThat(files("layers")).as("the spool").hasSize(1);
      reading.abandon();
    }
    assertThat(files("layers")).isEmpty();
    assertThat(files("images")).isEmpty();
  }

  @Test
  void noFlippedBitIsEverServed() throws IOException {
    FactsCache cache = cache();
    keep(cache, sample(), 1);
    Path file = files("layers").getFirst();
    byte[] right = Files.readAllBytes(file);
    for (int i = 0; i < right.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] wrong = right.clone();
        wrong[i] ^= (byte) (1 << bit);
        Files.write(file, wrong);
        assertThat(known(cache, 1)).as("byte %s bit %s", i, bit).isNull();
      }
    }
    keep(cache, sample(), 1);
    assertThat(Files.readAllBytes(file)).as("replaced").isEqualTo(right);
    assertThat(known(cache, 1)).isNotNull();
  }

  @Test
  void noTornFileIsEverServed() throws IOException {
    FactsCache cache = cache();
    keep(cache, sample(), 1);
    Path file = files("layers").getFirst();
    byte[] right = Files.readAllBytes(file);
    for (int length = 0; length < right.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(right, length));
      assertThat(known(cache, 1)).as("length %s", length).isNull();
    }
    Files.write(file, java.util.Arrays.copyOf(right, right.length + 1));
    assertThat(known(cache, 1)).isNull();
    Files.write(
        file, "something foreign".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(known(cache, 1)).isNull();
  }

  @Test
  void factsOfAnotherLayerAreNotServed() throws IOException {
    FactsCache cache = cache();
    keep(cache, sample(), 1);
    Path file = files("layers").getFirst();
    Path other =
        file.resolveSibling(
            String.valueOf(file.getFileName()).replace(digest(1).hex(), digest(2).hex()));
    Files.copy(file, other);
    assertThat(known(cache, 1)).isNotNull();
    assertThat(known(cache, 2)).isNull();
  }

  @Test
  void onlyTheUserMayReadAndWriteIt() throws IOException {
    Assumptions.assumeTrue(
        temp.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs POSIX");
    FactsCache cache = cache();
    keep(cache, sample(), 1);
    for (Path folder : List.of(root, root.resolve("layers"), root.resolve("images"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(files("layers").getFirst())))
        .isEqualTo("rw-------");
    for (String open : List.of("rwxrwxrwx", "rwxrwx---", "rwx----w-")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(open));
      FactsCache refused = cache();
      assertThat(refused.note()).contains("others than you may write to it");
      assertThat(known(refused, 1)).isNull();
    }
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        root.resolve("layers"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(known(cache(), 1)).isNull();
  }

  @Test
  void aFolderThatCannotBeMadeOnlyMeansReadingAnew() throws IOException {
    Files.writeString(root, "a file");
    FactsCache cache = cache();
    assertThat(cache.note()).contains("it cannot be made");
    keep(cache, sample(), 1);
    assertThat(known(cache, 1)).isNull();
    cache.tidy();
  }

  @Test
  void aFolderThatVanishesOnlyMeansReadingAnew() throws IOException {
    FactsCache cache = cache();
    Files.delete(root.resolve("layers"));
    keep(cache, sample(), 1);
    assertThat(known(cache, 1)).isNull();
    assertThat(cache.note()).contains("could not be kept");
    cache.tidy();
  }

  @Test
  void whatWasNotUsedForLongestGoesFirst() throws IOException {
    FactsCache cache = cache();
    for (int n = 1; n <= 5; n++) {
      keep(cache, sample(), n);
    }
    long each = Files.size(files("layers").getFirst());
    long old = System.currentTimeMillis() - 10_000_000;
    for (Path file : files("layers")) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(old));
    }
    Path stale = Files.createFile(root.resolve("layers/tmp-1-1-1"));
    Files.setLastModifiedTime(stale, FileTime.fromMillis(old - 200_000_000L));
    Path fresh = Files.createFile(root.resolve("layers/tmp-1-2-1"));
    assertThat(known(cache, 2)).isNotNull();
    assertThat(known(cache, 4)).isNotNull();
    FactsCache small = FactsCache.open(root, each * 4);
    small.tidy();
    assertThat(files("layers")).as("nothing was written").hasSize(7);
    keep(small, sample(), 6);
    small.tidy();
    assertThat(known(cache, 2)).isNotNull();
    assertThat(known(cache, 4)).isNotNull();
    assertThat(known(cache, 6)).isNotNull();
    assertThat(files("layers")).hasSize(4).contains(fresh);
  }

  @Test
  void aLargeTableStaysInItsFile() {
    LayerScript large = layer();
    for (int i = 0; i < 150_000; i++) {
      large.file("some/folder" + i * 7919L + "/name" + i, "");
    }
    large.file("p.facts", "npm a 1");
    FactsCache cache = cache();
    keep(cache, large, 1);
    try (InventoryAnalysis analysis = new InventoryAnalysis(READERS, cache)) {
      LayerFacts facts = analysis.known(digest(1));
      assertThat(facts).isNotNull();
      assertThat(facts.table().inFile()).isTrue();
      assertThat(packages(ImageFolding.of(List.of(facts)))).containsExactly("a 1 @0 p.facts");
      assertThat(facts.table().entries()).isEqualTo(150_001);
    }
    assertThat(packages(LayerScript.fold(large))).containsExactly("a 1 @0 p.facts");
  }

  private static ImageInventory scan(FactsCache cache, LayerScript... scripts) {
    try (InventoryAnalysis analysis = new InventoryAnalysis(READERS, cache)) {
      List<LayerFacts> facts = new ArrayList<>();
      List<ImageLayer> layers = new ArrayList<>();
      for (int i = 0; i < scripts.length; i++) {
        LayerFacts known = analysis.known(digest(i));
        facts.add(known != null ? known : scripts[i].play(analysis.begin(), digest(i)));
        layers.add(
            new ImageLayer(i, digest(i), digest(100 + i), 5, i, "/bin/sh -c #(nop)  COPY x  /"));
      }
      Platform platform = new Platform("linux", "amd64", "", "");
      ImageConfig config =
          new ImageConfig(
              platform, "", "", "", List.of(), List.of(), List.of(), List.of(), List.of(), "",
              Map.of(), "", List.of(), List.of());
      Image image =
          new Image("t", "n", "oci-dir", null, null, null, config, Map.of(), platform, "", layers);
      return analysis.inventory(new AnalyzedImage<>(image, facts));
    }
  }

  @Test
  void aKnownImageGivesTheSameInventory() throws IOException {
    FactsCache cache = cache();
    LayerScript second = layer().whiteout("l").file("q.facts", "deb dash 1");
    ImageInventory cold = scan(cache, sample(), second);
    assertThat(cold.allKnown()).isFalse();
    assertThat(cold.inventory().packages()).hasSize(3);
    assertThat(cold.inventory().layers().getFirst().createdBy()).isEqualTo("COPY x /");
    assertThat(cold.inventory().layers().get(1).entries()).isEqualTo(2);
    ImageInventory warm = scan(cache, sample(), second);
    assertThat(warm.allKnown()).isTrue();
    assertThat(warm.inventory()).isEqualTo(cold.inventory());
    Path file = files("images").getFirst();
    byte[] right = Files.readAllBytes(file);
    for (int i = 0; i < right.length; i++) {
      byte[] wrong = right.clone();
      wrong[i] ^= (byte) (1 << (i % 8));
      Files.write(file, wrong);
      assertThat(cache.image(key(file), ReaderVersion.of(READERS))).as("byte %s", i).isNull();
      Files.write(file, java.util.Arrays.copyOf(right, i));
      assertThat(cache.image(key(file), ReaderVersion.of(READERS))).as("length %s", i).isNull();
    }
    assertThat(scan(cache, sample(), second).inventory()).isEqualTo(cold.inventory());
    assertThat(Files.readAllBytes(file)).as("replaced").isEqualTo(right);
    Files.copy(
        file, file.resolveSibling(String.valueOf(file.getFileName()).replace(key(file), "other")));
    assertThat(cache.image("other", ReaderVersion.of(READERS))).isNull();
  }

  private static String key(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('-'));
  }

  @Test
  void manyWritersNeverGiveAnythingWrong() throws Exception {
    FactsCache reader = cache();
    keep(reader, sample(), 1);
    List<String> right = known(reader, 1);
    Process other = CacheWriterMain.start(root, 300);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int which = t;
        work.add(() -> {
          FactsCache own = cache();
          for (int i = 0; i < 150; i++) {
            if (which % 2 == 0) {
              keep(own, sample(), 1);
            }
            assertThat(known(own, 1)).isEqualTo(right);
            assertThat(own.note()).isEmpty();
          }
          return null;
        });
      }
      for (Future<Void> each : threads.invokeAll(work)) {
        each.get();
      }
    }
    while (other.isAlive()) {
      assertThat(known(reader, 1)).isEqualTo(right);
    }
    assertThat(other.waitFor()).isZero();
    assertThat(files("layers")).hasSize(1);
  }

  @Test
  void proofsAreKeptByDigestTheLatestFew() throws Exception {
    FactsCache cache = cache();
    assertThat(cache.proved(digest(1), "8 1 5")).isFalse();
    cache.keepProof(digest(1), "8 1 5");
    cache.keepProof(digest(1), "8 12 5");
    cache.keepProof(digest(1), "8 1 5");
    FactsCache again = cache();
    assertThat(again.proved(digest(1), "8 1 5")).isTrue();
    assertThat(again.proved(digest(1), "8 12 5")).isTrue();
    assertThat(again.proved(digest(2), "8 1 5")).isFalse();
    for (String other : List.of("8 1", "1 5", "8", "8 1 5 6", "12")) {
      assertThat(again.proved(digest(1), other)).as(other).isFalse();
    }
    for (int i = 0; i < 100; i++) {
      cache.keepProof(digest(1), "9 " + i);
    }
    assertThat(cache.proved(digest(1), "9 99")).isTrue();
    assertThat(cache.proved(digest(1), "9 90")).isTrue();
    assertThat(cache.proved(digest(1), "8 1 5")).isFalse();
    try (Stream<Path> files = Files.list(root.resolve("proofs"))) {
      List<Path> kept = files.toList();
      assertThat(kept).hasSize(1);
      assertThat(Files.readAllLines(kept.getFirst())).hasSizeLessThanOrEqualTo(16);
      // Torn or foreign content proves nothing.
      Files.write(kept.getFirst(), new byte[] {1, 2, 3});
    }
    assertThat(cache.proved(digest(1), "9 99")).isFalse();
  }
}
