package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Package;
import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.write.ArchiveWriter;
import dev.plinth.oci.write.LayoutWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a target was last time is decoded before it is known what it is, and never believed. */
class GuessedImageTest {
  private static final List<Cataloguer> READERS = List.of(new LineCataloguer());

  @TempDir Path temp;
  private Path archive;
  private FactsCache cache;

  @BeforeEach
  void make() {
    archive = temp.resolve("image.tar");
    cache = FactsCache.open(temp.resolve("cache"), FactsCache.DEFAULT_BYTES);
  }

  /** Makes the archive anew, with an image of these packages. */
  private void build(String... packages) throws IOException {
    Path folder = Files.createTempDirectory(temp, "layout");
    try (LayoutWriter writer = LayoutWriter.to(folder, Instant.EPOCH)) {
      byte[] text = String.join("\n", packages).getBytes(StandardCharsets.UTF_8);
      var layer =
          writer.layer(Compression.GZIP, "COPY . .", tar -> tar.file("a.facts", 0644, 0, text));
      writer.tag("app:1", writer.image(InventoriesTest.PLAIN, List.of(layer), Map.of()));
      writer.finish();
    }
    Files.deleteIfExists(archive);
    ArchiveWriter.ociArchive(folder, archive);
  }

  private ImageInventory read() {
    ImageOptions d = ImageOptions.defaults();
    return Inventories.read(
        Target.parse("oci-archive:" + archive),
        new ImageOptions(InventoriesTest.PLATFORM, false, 2, d.limits(), d.progress()),
        READERS,
        cache);
  }

  private static List<String> packages(ImageInventory read) {
    return read.inventory().packages().stream().map(Package::purl).toList();
  }

  private Path guess() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("cache/targets"))) {
      return files.toList().getFirst();
    }
  }

  @Test
  void theSameImageIsKnownAndKeptOnce() throws IOException {
    build("npm a 1");
    ImageInventory cold = read();
    String kept = Files.readString(guess());
    ImageInventory warm = read();
    assertThat(cold.allKnown()).isFalse();
    assertThat(warm.allKnown()).isTrue();
    assertThat(warm.inventory()).isEqualTo(cold.inventory());
    assertThat(Files.readString(guess())).isEqualTo(kept).hasSize(64);
  }

  @Test
  void anotherImageOfTheSameNameIsReadAndThenExpected() throws IOException {
    build("npm a 1");
    read();
    String first = Files.readString(guess());
    build("npm a 2", "npm b 1");
    ImageInventory other = read();
    assertThat(other.allKnown()).isFalse();
    assertThat(packages(other)).containsExactly("pkg:npm/a@2", "pkg:npm/b@1");
    assertThat(Files.readString(guess())).isNotEqualTo(first);
    assertThat(read().allKnown()).isTrue();
    build("npm a 1");
    ImageInventory back = read();
    assertThat(back.allKnown()).as("it is kept, though not expected").isTrue();
    assertThat(packages(back)).containsExactly("pkg:npm/a@1");
    assertThat(Files.readString(guess())).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "../../../../../../etc/passwd",
        "\0",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "00000000000000000000000000000000/0000000000000000000000000000000"
      })
  void aSpoiltGuessIsNone(String text) throws IOException {
    build("npm a 1");
    read();
    String right = Files.readString(guess());
    Files.writeString(guess(), text);
    ImageInventory warm = read();
    assertThat(warm.allKnown()).isTrue();
    assertThat(packages(warm)).containsExactly("pkg:npm/a@1");
    assertThat(Files.readString(guess())).isEqualTo(right);
  }

  @Test
  void anExpectedImageWhoseFactsAreGoneIsReadAnew() throws IOException {
    build("npm a 1");
    read();
    for (String folder : List.of("images", "layers")) {
      try (Stream<Path> files = Files.list(temp.resolve("cache").resolve(folder))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    ImageInventory cold = read();
    assertThat(cold.allKnown()).isFalse();
    assertThat(packages(cold)).containsExactly("pkg:npm/a@1");
  }

  @Test
  void manyTargetsLeaveFewFiles() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      cache.keepGuess("oci-archive:/tmp/" + i + "/image.tar", "0".repeat(64));
    }
    try (Stream<Path> files = Files.list(temp.resolve("cache/targets"))) {
      assertThat(files.count()).isBetween(900L, 1_024L);
    }
    assertThat(cache.guess("oci-archive:/tmp/4999/image.tar")).isEqualTo("0".repeat(64));
  }

  /** A cache that is only read may be from before guesses were kept. */
  @Test
  void aCacheWithoutGuessesServes() throws IOException {
    build("npm a 1");
    read();
    Files.delete(guess());
    Files.delete(temp.resolve("cache/targets"));
    Files.writeString(temp.resolve("cache/targets"), "no folder");
    cache = FactsCache.open(temp.resolve("cache"), FactsCache.DEFAULT_BYTES);
    ImageInventory warm = read();
    assertThat(warm.allKnown()).isTrue();
    assertThat(warm.cacheNote()).isEmpty();
  }

  @Test
  void aGuessThatCannotBeKeptIsNotSpokenOf() throws IOException {
    build("npm a 1");
    read();
    Path guess = guess();
    Files.delete(guess);
    Files.createDirectory(guess);
    ImageInventory warm = read();
    assertThat(warm.allKnown()).isTrue();
    assertThat(warm.cacheNote()).isEmpty();
    try (Stream<Path> files = Files.list(temp.resolve("cache/targets"))) {
      assertThat(files).containsExactly(guess);
    }
  }
}
