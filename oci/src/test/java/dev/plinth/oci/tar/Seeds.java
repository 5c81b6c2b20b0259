package dev.plinth.oci.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs fuzz targets over the inputs kept for them. */
public final class Seeds {
  private Seeds() {}

  /** How many there were. */
  public static int replay(String target, Consumer<byte[]> test) throws IOException {
    List<Path> files = files(target);
    for (Path file : files) {
      try {
        test.accept(Files.readAllBytes(file));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + file, e);
      }
    }
    return files.size();
  }

  /** Runs inputs that differ from the seeds in a few bytes; the repair makes them plausible. */
  public static void mutate(
      String target, int rounds, BiConsumer<byte[], Random> repair, Consumer<byte[]> test)
      throws IOException {
    long seed = Long.getLong("plinth.seed", 20_261_121);
    Random random = new Random(seed);
    List<Path> files = files(target);
    for (int round = 0; round < rounds; round++) {
      byte[] data = Files.readAllBytes(files.get(random.nextInt(files.size())));
      for (int i = 1 + random.nextInt(4); i > 0 && data.length > 0; i--) {
        int at = random.nextInt(Math.min(data.length, 1 + random.nextInt(data.length)));
        data[at] =
            switch (random.nextInt(3)) {
              case 0 -> (byte) random.nextInt();
              case 1 -> (byte) ('0' + random.nextInt(10));
              default -> (byte) (data[at] ^ (1 << random.nextInt(8)));
            };
      }
      repair.accept(data, random);
      try {
        test.accept(data);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed " + seed + " round " + round + ": " + HexFormat.of().formatHex(data), e);
      }
    }
  }

  private static List<Path> files(String target) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("src/test/resources/fuzz").resolve(target))) {
      return all.sorted().toList();
    }
  }
}
