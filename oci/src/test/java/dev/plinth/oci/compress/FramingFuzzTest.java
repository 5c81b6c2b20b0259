package dev.plinth.oci.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.tar.Seeds;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fuzz target of gzip and zstd: every engine and every way to cut the input says the same. */
public class FramingFuzzTest {
  private static final int LIMIT = 1 << 18;
  private static final int PIECE = 1 << 13;

  private static final List<InflateEngine> ENGINES = InflateEnginesTest.engines();

  private record Outcome(byte[] bytes, @Nullable String code) {
    boolean same(Outcome other) {
      return code == null
          ? other.code == null && Arrays.equals(bytes, other.bytes)
          : other.code != null;
    }
  }

  public static void fuzzerTestOneInput(byte[] data) {
    Compression compression;
    try {
      compression = FormatSniffer.sniff(data, data.length);
    } catch (PlinthException e) {
      return;
    }
    int piece = 1 + data.length % 311;
    switch (compression) {
      case NONE -> {}
      case ZSTD -> same(run(new ZstdUnpacker(), data, piece), run(new ZstdUnpacker(), data, LIMIT));
      case GZIP -> {
        Outcome reference = run(new GzipUnpacker(new JdkInflateEngine()), data, LIMIT);
        for (InflateEngine engine : ENGINES) {
          Outcome whole = run(new GzipUnpacker(engine), data, LIMIT);
          same(run(new GzipUnpacker(engine), data, piece), whole);
          // incomplete Huffman codes: see IsalInflateEngine
          if (!"PLINTH-GZIP-CORRUPT".equals(reference.code)) {
            same(whole, reference);
          }
        }
      }
    }
  }

  private static void same(Outcome one, Outcome other) {
    if (!one.same(other)) {
      throw new AssertionError(
          one.code + " " + one.bytes.length + " / " + other.code + " " + other.bytes.length);
    }
  }

  private static Outcome run(Unpacker unpacker, byte[] data, int piece) {
    try {
      // What goes beyond the limit is cut where a piece ends, which differs.
      byte[] all = Unpacking.all(unpacker, data, piece, PIECE, LIMIT);
      return new Outcome(all.length > LIMIT ? Arrays.copyOf(all, LIMIT) : all, null);
    } catch (PlinthException e) {
      return new Outcome(new byte[0], e.code());
    }
  }

  @Test
  void replays_its_seeds() throws Exception {
    assertThat(Seeds.replay("framing", FramingFuzzTest::fuzzerTestOneInput))
        .isGreaterThanOrEqualTo(8);
  }

  @Test
  void survives_changes_to_its_seeds() throws Exception {
    Seeds.mutate("framing", 1_000, (data, random) -> {}, FramingFuzzTest::fuzzerTestOneInput);
  }
}
