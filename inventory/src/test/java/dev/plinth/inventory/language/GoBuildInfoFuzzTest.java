package dev.plinth.inventory.language;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Fuzz target: programs of Go, whole files and the module text alone. */
class GoBuildInfoFuzzTest {
  /** Jazzer's entry: the bytes are a program, also placed into one, and module text. */
  public static void fuzzerTestOneInput(byte[] data) {
    program(data);
    if (data.length <= 1 << 16) {
      program(ExecutableFiles.elf(data, data, true, 0, true));
    }
    Reading reading = new Reading();
    GoModules.read("go1.22.3", data, reading);
    FuzzSeeds.check(reading);
  }

  private static void program(byte[] file) {
    Reading first = read(file, 1 << 16);
    Reading second = read(file, 37);
    if (!first.packages.equals(second.packages)) {
      throw new AssertionError("pieces make a difference");
    }
    FuzzSeeds.check(first);
  }

  private static Reading read(byte[] file, int piece) {
    Reading reading = new Reading();
    Reading.push(new ExecutableCataloguer.Consumer(reading), file, piece);
    return reading;
  }

  @Test
  void seeds() throws IOException {
    FuzzSeeds.replay("go-build-info", GoBuildInfoFuzzTest::fuzzerTestOneInput);
  }
}
