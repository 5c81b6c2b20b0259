package dev.plinth.advisories.feed;

import static dev.plinth.advisories.feed.TestArchives.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.foundation.PlinthException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are cut off, damaged, absurd or malicious: a clear failure, and nothing changed. */
class HostileFeedTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void fill() {
    file = folder.resolve("a.db");
    take(FeedLimits.defaults(), "good.json", bytes(ImporterTest.osv("GOOD-1", "good")));
  }

  private FileReport take(FeedLimits limits, String name, byte[] content) {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
      Path path = Files.write(folder.resolve(name), content);
      ImportReport report =
          Importer.importPaths(List.of(path), update, ImportListener.NONE, limits);
      update.publish();
      return report.files().getFirst();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private PlinthException refused(String name, byte[] content) {
    return refused(FeedLimits.defaults(), name, content);
  }

  private PlinthException refused(FeedLimits limits, String name, byte[] content) {
    FileReport report = take(limits, name, content);
    PlinthException failure = report.failure();
    assertThat(failure).as(name).isNotNull();
    assertThat(report.taken()).isZero();
    unchanged();
    return failure;
  }

  private void unchanged() {
    PackageKey key = PackageKey.of("npm", "good");
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file)) {
      assertThat(store.affecting(List.of(key)).get(key)).hasSize(1);
      assertThat(store.status().advisories()).isEqualTo(1);
    }
  }

  private static byte[] archive() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      files.put("X-" + i + ".json", ImporterTest.osv("X-" + i, "p" + i));
    }
    return TestArchives.tar(files);
  }

  @Test
  void cutOffFilesChangeNothing() throws IOException {
    byte[] tar = archive();
    Map<String, String> one = Map.of("X-1.json", ImporterTest.osv("X-1", "p"));
    List<byte[]> wholes =
        List.of(
            tar,
            TestArchives.gzip(tar),
            TestArchives.xz(tar),
            TestArchives.zstd(tar),
            TestArchives.zip(one));
    for (byte[] whole : wholes) {
      for (int parts = 1; parts < 8; parts++) {
        byte[] cut = Arrays.copyOf(whole, whole.length * parts / 8);
        assertThat(refused("cut-" + parts, cut).code()).startsWith("PLINTH-FEED-");
      }
    }
    assertThat(refused("tail.tar", Arrays.copyOf(tar, tar.length - 1024)).code())
        .isEqualTo("PLINTH-FEED-DAMAGED");
  }

  @Test
  void cutOffDocumentsChangeNothing() {
    String list = "[" + ImporterTest.osv("X-1", "a") + "," + ImporterTest.osv("X-2", "b");
    assertThat(refused("list.json", bytes(list)).code()).isEqualTo("PLINTH-FEED-DAMAGED");
    assertThat(refused("more.json", bytes(list + "] {}")).code()).isEqualTo("PLINTH-FEED-DAMAGED");
    assertThat(refused("one.json", bytes(ImporterTest.osv("X-1", "a") + "x")).code())
        .isEqualTo("PLINTH-FEED-DAMAGED");
  }

  @Test
  void aDamagedListInAnArchiveSpoilsTheArchive() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("X-1.json", ImporterTest.osv("X-1", "a"));
    files.put("list.json", "[" + ImporterTest.osv("X-2", "b") + ",");
    assertThat(refused("a.tar", TestArchives.tar(files)).code()).isEqualTo("PLINTH-FEED-DAMAGED");
  }

  @Test
  void aDamagedHeaderSpoilsATarArchive() throws IOException {
    byte[] tar = archive();
    tar[tar.length - 1024 - 1024 + 3] ^= 1;
    PlinthException refused = refused("a.tar", tar);
    assertThat(refused.code()).isEqualTo("PLINTH-FEED-DAMAGED");
    assertThat(refused).hasMessageContaining("does not have the checksum it states");
  }

  /** Its holes would be read as zeros that no meter counts. */
  @Test
  void sparseFilesAreRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String records =
        "22 GNU.sparse.major=0\n22 GNU.sparse.minor=1\n29 GNU.sparse.size=999999999\n"
            + "22 GNU.sparse.map=0,2\n";
    TestArchives.entry(out, "x", 'x', bytes(records));
    TestArchives.entry(out, "a.json", '0', bytes("{}"));
    out.write(new byte[1024]);
    assertThat(refused("a.tar", out.toByteArray())).hasMessageContaining("is sparse");
  }

  @Test
  void damagedZipMembersAreNoticed() throws IOException {
    byte[] zip =
        TestArchives.zip(Map.of("X-1.json", ImporterTest.osv("X-1", "a") + " ".repeat(500)));
    int noticed = 0;
    for (int at = 40; at < 120; at += 10) {
      byte[] damaged = zip.clone();
      damaged[at] ^= 0x55;
      FileReport report = take(FeedLimits.defaults(), "d.zip", damaged);
      noticed += report.failure() != null ? 1 : 0;
    }
    assertThat(noticed).isEqualTo(8);
    unchanged();
  }

  @Test
  void unknownContent() {
    for (String text :
        List.of("", " ", "hello", "{}", "[]", "[1,2]", "{\"a\":1}", "a: 1\n", "\0\0")) {
      assertThat(refused("odd", bytes(text)).code()).isEqualTo("PLINTH-FEED-UNKNOWN");
    }
    PlinthException absent = null;
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
      absent =
          Importer.importPaths(List.of(folder.resolve("no\u001b[2J")), update, ImportListener.NONE)
              .files()
              .getFirst()
              .failure();
    }
    assertThat(absent).isNotNull();
    assertThat(absent.code()).isEqualTo("PLINTH-FEED-ABSENT");
    assertThat(absent).hasMessageContaining("no\\x1b[2J");
  }

  @Test
  void bombsAreRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] spaces = new byte[1 << 20];
      Arrays.fill(spaces, (byte) ' ');
      gzip.write('[');
      for (int i = 0; i < 100; i++) {
        gzip.write(spaces);
      }
    }
    assertThat(refused("bomb.gz", out.toByteArray()).code()).isEqualTo("PLINTH-FEED-LIMIT");
    FeedLimits small = new FeedLimits(10_000, 600, 10, 3, 8 << 20, 300_000);
    assertThat(refused(small, "many.tar", archive()).code()).isEqualTo("PLINTH-FEED-LIMIT");
    FeedLimits few = new FeedLimits(1 << 30, 600, 10, 3, 8 << 20, 300_000);
    assertThat(refused(few, "many.tar", archive())).hasMessageContaining("more than 10 files");
  }

  @Test
  void deepAndWideRecordsAreRefused() {
    String deep = "{\"id\":\"X\",\"modified\":\"\",\"affected\":";
    assertThat(refused("deep.json", bytes(deep + "[".repeat(100_000))).code())
        .isEqualTo("PLINTH-FEED-DAMAGED");
    String wide = deep + "[" + "1,".repeat(400_000) + "1]}";
    assertThat(refused("wide.json", bytes(wide))).hasMessageContaining("more than 300000 values");
    String both = "[" + wide + "," + ImporterTest.osv("GOOD-1", "good") + "]";
    FileReport report = take(FeedLimits.defaults(), "both.json", bytes(both));
    assertThat(report.taken()).isEqualTo(1);
    assertThat(report.bad().getFirst().reason()).isEqualTo("it has more than 300000 values");
    unchanged();
  }

  @Test
  void yamlBombsAreRefused() {
    StringBuilder laughs = new StringBuilder("id: X\nmodified: x\na0: &a0 [1,1,1,1,1,1,1,1,1]\n");
    for (int i = 1; i < 20; i++) {
      String a = "*a" + (i - 1);
      laughs.append("a" + i + ": &a" + i + " [" + (a + " ,").repeat(8) + a + " ]\n");
    }
    assertThat(refused("laughs.yaml", bytes(laughs.toString())))
        .hasMessageContaining("more than 300000 values");
    assertThat(refused("deep.yaml", bytes("id: X\nmodified: x\na: " + "[".repeat(50_000))))
        .hasMessageContaining("nest deeper than 60");
    assertThat(refused("self.yaml", bytes("id: X\nmodified: x\na: &a [*a]\n")))
        .hasMessageContaining("an alias repeats nothing");
    assertThat(refused("tag.yaml", bytes("id: X\nmodified: x\nid: Y\n")))
        .hasMessageContaining("the key id stands there twice");
    assertThat(refused("two.yaml", bytes("id: X\nmodified: x\n---\nid: Y\n")))
        .hasMessageContaining("several documents");
    assertThat(refused("bad.yaml", bytes("id: X\n\t- ]"))).hasMessageContaining("no YAML");
  }

  @Test
  void anEndlessLineIsRefused() {
    String epss = "#model_version:1,score_date:2026-01-01\ncve,epss\n" + "x".repeat(20_000);
    assertThat(refused("epss.csv", bytes(epss)).code()).isEqualTo("PLINTH-FEED-LIMIT");
  }

  @Test
  void hostileNamesAreShownSafely() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("\u001b[31m\u202e.json", "{");
    files.put("ok.json", ImporterTest.osv("GOOD-1", "good"));
    FileReport report = take(FeedLimits.defaults(), "h.tar", TestArchives.tar(files));
    assertThat(report.bad().getFirst().name()).isEqualTo("\\x1b[31m\\u202e.json");
  }

  @Test
  void noiseIsRefusedOrRead() throws IOException {
    long seed = Long.getLong("plinth.seed", 4711);
    Random random = new Random(seed);
    List<byte[]> seeds =
        new ArrayList<>(
            List.of(
                TestArchives.gzip(archive()),
                TestArchives.xz(archive()),
                TestArchives.zip(Map.of("a.json", ImporterTest.osv("Z", "z"))),
                Arrays.copyOf(archive(), 6_000),
                bytes(ImporterTest.yaml("Y", "y"))));
    for (int round = 0; round < 60; round++) {
      byte[] noisy = seeds.get(round % seeds.size()).clone();
      for (int i = 0; i <= round / 10; i++) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
      }
      try {
        take(FeedLimits.defaults(), "noise", noisy);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(file)) {
      assertThat(store.search("GOOD-1")).hasSize(1);
    }
  }

  @Test
  void anUnreadableFileIsSaid() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.json"), "{}");
    assumeTrue(secret.toFile().setReadable(false) && !Files.isReadable(secret), "running as root");
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
      PlinthException failure =
          Importer.importPaths(List.of(secret), update, ImportListener.NONE)
              .files()
              .getFirst()
              .failure();
      assertThat(failure).isNotNull();
      assertThat(failure.code()).isEqualTo("PLINTH-FEED-DENIED");
    }
  }
}
