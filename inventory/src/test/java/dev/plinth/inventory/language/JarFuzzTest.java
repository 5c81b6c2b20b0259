package dev.plinth.inventory.language;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Fuzz target: Java archives, held in memory and as a stream. */
class JarFuzzTest {
  /** Jazzer's entry: the bytes are the archive. */
  public static void fuzzerTestOneInput(byte[] data) {
    for (long memory : new long[] {1 << 20, 0}) {
      for (int piece : new int[] {1 << 16, 61}) {
        Reading reading = new Reading();
        MemoryBudget budget = new MemoryBudget(memory);
        Reading.push(
            JavaArchiveCataloguer.consumer("lib-1.0.jar", data.length, reading, budget),
            data,
            piece);
        FuzzSeeds.check(reading);
        if (budget.left() != memory) {
          throw new AssertionError("memory was not given back: " + budget.left());
        }
      }
    }
  }

  @Test
  void seeds() throws IOException {
    FuzzSeeds.replay("jar", JarFuzzTest::fuzzerTestOneInput);
  }
}
