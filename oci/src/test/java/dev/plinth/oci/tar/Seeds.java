package dev.plinth.oci.tar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs fuzz targets over the inputs kept for them. */
public final class Seeds {
  private Seeds() {}

  /** How many there were. */
  public static int replay(String target, Consumer<byte[]> test) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("src/test/resources/fuzz").resolve(target))) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      try {
        test.accept(Files.readAllBytes(file));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + file, e);
      }
    }
    return files.size();
  }
}
