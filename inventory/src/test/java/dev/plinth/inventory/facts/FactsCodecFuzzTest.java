package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.catalog.Cataloguer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target of the formats in which facts are kept. The checksum is set right first: else it
 * would keep every mutation from the decoders. The first byte chooses: a layer or an image.
 */
public class FactsCodecFuzzTest {
  private static final List<Cataloguer> READERS = List.of(new LineCataloguer());
  private static final long VERSION = ReaderVersion.of(READERS);
  private static final String KEY = "fuzz";

  /** Tolerates format errors, and damaged tables that show only when they are walked. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 5) {
      return;
    }
    byte[] kept = Arrays.copyOfRange(data, 1, data.length);
    CRC32 crc = new CRC32();
    crc.update(kept, 0, kept.length - 4);
    ByteBuffer.wrap(kept, kept.length - 4, 4).putInt((int) crc.getValue());
    try {
      if ((data[0] & 1) == 0) {
        layer(kept);
      } else {
        image(kept);
      }
    } catch (FactsFormatException | PlinthException e) {
      assertThat(e.getMessage()).isNotEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void image(byte[] kept) throws IOException {
    FoldedImage image = InventoryCodec.read(kept, KEY, VERSION);
    byte[] again = InventoryCodec.write(KEY, VERSION, image);
    assertThat(InventoryCodec.read(again, KEY, VERSION)).isEqualTo(image);
  }

  private static void layer(byte[] kept) throws IOException {
    Path file = Files.createTempFile("facts", ".fuzz");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      channel.write(ByteBuffer.wrap(kept));
      LayerFacts facts =
          LayerFactsCodec.read(channel, LayerScript.digest(1), VERSION, new MemoryBudget());
      int entries = 0;
      for (EntryCursor at = facts.table().cursor(); at.next(); ) {
        assertThat(at.entry().path().length()).isLessThanOrEqualTo(at.pathLength());
        entries++;
      }
      assertThat(entries).isEqualTo(facts.table().entries());
      ImageFolding.of(List.of(facts, facts));
    }
  }

  @Test
  void seedsAreReadWhole() throws IOException {
    for (Path seed : seeds()) {
      byte[] data = Files.readAllBytes(seed);
      fuzzerTestOneInput(data);
      for (int i = 0; i < data.length; i++) {
        for (int mutation : new int[] {1, 0x80, 0xFF}) {
          byte[] mutated = data.clone();
          mutated[i] ^= (byte) mutation;
          fuzzerTestOneInput(mutated);
        }
        fuzzerTestOneInput(Arrays.copyOf(data, i));
      }
    }
  }

  /** The seeds follow the format: where it changes, {@link #main} writes them anew. */
  @Test
  void seedsAreOfTheFormatOfToday() throws IOException {
    for (Path seed : seeds()) {
      byte[] data = Files.readAllBytes(seed);
      byte[] kept = Arrays.copyOfRange(data, 1, data.length);
      if ((data[0] & 1) == 0) {
        layer(kept);
      } else {
        image(kept);
      }
    }
  }

  private static List<Path> seeds() throws IOException {
    Path folder = Path.of("src/test/resources/fuzz/facts-codec");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> seeds = files.sorted().toList();
      assertThat(seeds).hasSizeGreaterThanOrEqualTo(4);
      return seeds;
    }
  }

  /** Writes the seeds: run by hand after a change of the format. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path cacheFolder = Files.createTempDirectory("seeds").resolve("plinth");
    FactsCache cache = FactsCache.open(cacheFolder, FactsCache.DEFAULT_BYTES);
    LayerScript[] scripts = {
      FactsCacheTest.sample(),
      LayerScript.layer(),
      LayerScript.layer()
          .file("var/status.facts", "deb dash 1\ndeb bash 2\nowns dash bin/dash bin/sh")
          .symlink("bin", "usr/bin")
          .opaque("usr")
          .file("usr/bin/x.facts", "pypi x 1")
    };
    for (int i = 0; i < scripts.length; i++) {
      FoldedImage image;
      try (InventoryAnalysis analysis = new InventoryAnalysis(READERS, cache)) {
        image = ImageFolding.of(List.of(scripts[i].play(analysis.begin(), LayerScript.digest(1))));
      }
      try (Stream<Path> kept = Files.list(cacheFolder.resolve("layers"))) {
        write(folder.resolve("layer-" + i), 0, Files.readAllBytes(kept.findFirst().orElseThrow()));
      }
      write(folder.resolve("image-" + i), 1, InventoryCodec.write(KEY, VERSION, image));
    }
  }

  private static void write(Path file, int kind, byte[] kept) throws IOException {
    byte[] data = new byte[kept.length + 1];
    data[0] = (byte) kind;
    System.arraycopy(kept, 0, data, 1, kept.length);
    Files.write(file, data);
  }
}
