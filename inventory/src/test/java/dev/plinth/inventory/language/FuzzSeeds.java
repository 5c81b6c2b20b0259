package dev.plinth.inventory.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The committed inputs of the fuzz targets: {@code src/test/resources/fuzz/TARGET/}. */
final class FuzzSeeds {
  private FuzzSeeds() {}

  /** Every one through the target; fails when there are none. */
  static void replay(String target, Consumer<byte[]> fuzz) throws IOException {
    Path folder =
        Path.of(
            System.getProperty("plinth.root", ".."), "inventory/src/test/resources/fuzz", target);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      fuzz.accept(Files.readAllBytes(file));
    }
  }

  /** What holds for every package, whatever the input was. */
  static void check(Reading reading) {
    for (var fact : reading.packages) {
      if (fact.name().isEmpty() || fact.name().length() > 512 || fact.version().length() > 256) {
        throw new AssertionError("absurd package: " + fact);
      }
    }
    for (String problem : reading.problems) {
      if (problem.isBlank() || problem.endsWith(".") || problem.length() > 200_000) {
        throw new AssertionError("absurd problem: " + problem);
      }
    }
  }
}
