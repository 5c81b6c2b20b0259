package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Fuzz target: what could be read is written and read again as the same. */
class SbomFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    Sbom read;
    try {
      read = SbomReader.read("fuzz", data);
    } catch (PlinthException e) {
      if (!e.code().startsWith("PLINTH-SBOM-")) {
        throw new AssertionError("a foreign code", e);
      }
      return;
    }
    for (SbomFormat format : SbomFormat.values()) {
      byte[] first = Samples.write(format, read.inventory(), read.subject());
      if (format == SbomFormat.PURLS) {
        continue;
      }
      Sbom again = SbomReader.read("again", first);
      byte[] second = Samples.write(format, again.inventory(), again.subject());
      if (!Arrays.equals(first, second)) {
        throw new AssertionError("what was written reads differently");
      }
    }
  }

  @Test
  void replaysItsSeeds() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> seeds =
        Files.newDirectoryStream(
            Path.of(System.getProperty("plinth.root"), "inventory/src/test/resources/fuzz/sbom"))) {
      for (Path seed : seeds) {
        fuzzerTestOneInput(Files.readAllBytes(seed));
        count++;
      }
    }
    assertThat(count).isGreaterThan(3);
  }

  @Test
  void holdsForWhatPlinthWrites() {
    fuzzerTestOneInput(Samples.write(SbomFormat.CYCLONEDX, Samples.full(), Samples.SUBJECT));
    fuzzerTestOneInput(Samples.write(SbomFormat.SPDX, Samples.full(), Samples.SUBJECT));
  }
}
