package dev.plinth.bases.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseIndexTest {
  private static final long DAY = 86_400;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void place() {
    file = folder.resolve("data/bases.index");
  }

  private static KnownImage known(Image image, long now) {
    return Objects.requireNonNull(KnownImage.of(image, "", now, true));
  }

  private BaseIndex index(Image... images) {
    List<KnownImage> all = new ArrayList<>();
    for (Image image : images) {
      all.add(known(image, DAY));
    }
    BaseIndex.add(file, all);
    return open();
  }

  private BaseIndex open() {
    return Objects.requireNonNull(BaseIndex.open(file));
  }

  private static List<String> beneath(BaseIndex index, Image image) {
    return Beneath.of(image, index, false).stream()
        .map(b -> b.image().shown() + " " + b.layers() + (b.proved() ? "" : " unproved"))
        .toList();
  }

  @Test
  void severalBasesInARowAreAllFound() {
    BaseIndex index =
        index(
            Stacks.image("debian:12", "a"),
            Stacks.image("python:3", "a", "b", "c"),
            Stacks.image("alpine:3", "z"));
    assertThat(beneath(index, Stacks.image("app", "a", "b", "c", "d")))
        .containsExactly("python:3 3", "debian:12 1");
    assertThat(beneath(index, Stacks.image("other", "q", "a"))).isEmpty();
  }

  @Test
  void chainIdsAreThoseOfTheSpecification() throws Exception {
    Image image = Stacks.image("x", "a", "b");
    Digest first = Objects.requireNonNull(image.layers().get(0).diffId());
    Digest second = Objects.requireNonNull(image.layers().get(1).diffId());
    byte[] expected =
        MessageDigest.getInstance("SHA-256").digest((first + " " + second).getBytes("US-ASCII"));
    List<@Nullable Key> chains = Fingerprints.chains(image.layers());
    assertThat(chains.get(0)).isEqualTo(Key.of(HexFormat.of().parseHex(first.hex())));
    assertThat(chains.get(1)).isEqualTo(Key.of(expected));
  }

  @Test
  void anImageIsNeverItsOwnBaseNorThatOfACopy() {
    Image image = Stacks.image("debian:12", "a", "b");
    Image copy =
        new Image(
            "registry:mirror/debian:12",
            "mirror/debian:12",
            "registry",
            Stacks.digest("converted"),
            null,
            Stacks.digest("converted configuration"),
            image.config(),
            Map.of(),
            image.platform(),
            "",
            Stacks.image("debian:12", "gzip", Map.of(), "a", "b").layers());
    BaseIndex index = index(image);
    assertThat(beneath(index, image)).isEmpty();
    assertThat(beneath(index, copy)).isEmpty();
  }

  @Test
  void ofTheSameLayersTheOneWithTheShorterHistoryLiesBeneath() {
    Image base = Stacks.image("base:1", "a");
    List<HistoryEntry> longer = new ArrayList<>(base.config().history());
    longer.add(new HistoryEntry("ENV A=1", true, "", "", ""));
    Image child = Stacks.image("child:1", base.layers(), longer, Map.of());
    assertThat(beneath(index(base), child)).containsExactly("base:1 1");
    assertThat(beneath(index(base, child), base)).isEmpty();
    // The same layers with nothing that tells which of them came first.
    Image stranger =
        Stacks.image(
            "stranger:1",
            base.layers(),
            List.of(new HistoryEntry("import", false, "", "", "")),
            Map.of());
    assertThat(beneath(open(), stranger)).isEmpty();
  }

  @Test
  void layersWithoutContentAreNoEvidence() {
    assertThat(KnownImage.of(Stacks.image("nothing", "empty"), "", 0, true)).isNull();
    assertThat(KnownImage.of(Stacks.image("nothing"), "", 0, true)).isNull();
    BaseIndex index = index(Stacks.image("base:1", "empty", "a"));
    assertThat(beneath(index, Stacks.image("app", "empty", "b"))).isEmpty();
    assertThat(beneath(index, Stacks.image("app", "empty", "a", "b"))).containsExactly("base:1 2");
  }

  @Test
  void otherwiseStoredLayersAreAClaimUnlessUnpackedBytesWereHashed() {
    BaseIndex index = index(Stacks.image("base:1", "gzip", Map.of(), "a"));
    Image image = Stacks.image("app", "zstd", Map.of(), "a", "b");
    assertThat(beneath(index, image)).containsExactly("base:1 1 unproved");
    assertThat(Beneath.of(image, index, true).getFirst().proved()).isTrue();
    // The same base in both compressions: the one that proves is chosen.
    BaseIndex both = index(Stacks.image("base:2", "zstd", Map.of(), "a"));
    assertThat(beneath(both, image)).containsExactly("base:2 1");
  }

  @Test
  void whatScansCameByStandsBehindWhatWasIndexed() {
    Image base = Stacks.image("base:1", "a");
    Image alike = Stacks.image("zz/evil:1", "a");
    BaseIndex.add(file, List.of(Objects.requireNonNull(KnownImage.of(alike, "", 9 * DAY, false))));
    assertThat(beneath(index(base), Stacks.image("app", "a", "b"))).containsExactly("base:1 1");
  }

  @Test
  void everyDigestIsKeptWithWhenItWasSeen() {
    BaseIndex.add(file, List.of(known(Stacks.image("debian:12", "a"), 3 * DAY)));
    BaseIndex.add(file, List.of(known(Stacks.image("debian:12", "b"), 5 * DAY)));
    int added = BaseIndex.add(file, List.of(known(Stacks.image("debian:12", "a"), 9 * DAY)));
    assertThat(added).isZero();
    List<KnownImage> all = open().ofName("debian:12");
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().sightings())
        .singleElement()
        .satisfies(sighting -> {
          assertThat(sighting.first()).isEqualTo(3 * DAY);
          assertThat(sighting.last()).isEqualTo(9 * DAY);
        });
    Digest manifest = Objects.requireNonNull(all.getLast().manifest());
    assertThat(open().ofDigest(manifest)).hasSize(1);
  }

  @Test
  void forgettingANameKeepsTheOthers() {
    Image image = Stacks.image("debian:12", "a");
    BaseIndex.add(file, List.of(Objects.requireNonNull(KnownImage.of(image, "twelve", 1, true))));
    index(image, Stacks.image("debian:13", "b"));
    BaseIndex.forget(file, "debian:12");
    assertThat(open().ofName("debian:12")).isEmpty();
    assertThat(open().ofName("twelve")).hasSize(1);
    BaseIndex.forget(file, String.valueOf(image.manifestDigest()));
    assertThat(open().size()).isEqualTo(1);
    assertThatThrownBy(() -> BaseIndex.forget(file, "debian:12"))
        .hasMessageContaining("has nothing of it");
    assertThat(open().size()).isEqualTo(1);
  }

  @Test
  void aDamagedFileIsNamedAndNeverWrittenOver() throws IOException {
    index(Stacks.image("base:1", "a"), Stacks.image("base:2", "a", "b"));
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 400; round++) {
      byte[] broken = whole.clone();
      int at = round < whole.length ? round * 7 % whole.length : random.nextInt(whole.length);
      broken[at] ^= (byte) (1 << random.nextInt(8));
      if (round % 5 == 0) {
        broken = java.util.Arrays.copyOf(broken, random.nextInt(whole.length));
      }
      Files.write(file, broken);
      byte[] before = broken;
      assertThatThrownBy(() -> BaseIndex.add(file, List.of(known(Stacks.image("base:3", "c"), 1))))
          .as("byte %s", at)
          .isInstanceOf(PlinthException.class)
          .hasMessageContaining("index of known bases");
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
  }

  @Test
  void writersAtTheSameTimeLoseNothing() throws Exception {
    int writers = 8;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int j = 0; j < 5; j++) {
                  String name = "base:" + number + "." + j;
                  BaseIndex.add(file, List.of(known(Stacks.image(name, name), 1)));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(open().size()).isEqualTo(5 * writers);
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("bases.index", "bases.index.lock");
    }
  }

  @Test
  void hostileTextsStayHarmless() {
    String evil = "\u001b[31m\u202e" + "x".repeat(100_000);
    Image image = Stacks.image(evil, "a");
    KnownImage known = known(image, Long.MAX_VALUE);
    BaseIndex.add(file, List.of(known));
    String name = open().all().getFirst().shown();
    assertThat(name).hasSizeLessThan(1_000).doesNotContain("\u001b", "\u202e");
    assertThat(Days.of(Long.MAX_VALUE)).isEqualTo("9999-12-31");
    // A stack higher than any that is indexed.
    String[] layers = IntStream.range(0, 500).mapToObj(i -> "l" + i).toArray(String[]::new);
    layers[0] = "a";
    assertThat(Beneath.of(Stacks.image("tall", layers), open(), false)).hasSize(1);
  }

  @Test
  void layersWithoutDiffIdTellNothing() {
    Image image = Stacks.image("x", "a");
    List<ImageLayer> without = List.of(new ImageLayer(0, null, null, 1, -1, ""));
    assertThat(Fingerprints.chains(without)).isEmpty();
    assertThat(beneath(index(image), image)).isEmpty();
  }
}
