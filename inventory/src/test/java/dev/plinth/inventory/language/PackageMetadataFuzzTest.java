package dev.plinth.inventory.language;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Fuzz target: Python metadata and {@code package.json}. */
class PackageMetadataFuzzTest {
  /** Jazzer's entry: the bytes are both. */
  public static void fuzzerTestOneInput(byte[] data) {
    String[] python = {"a/x-1.dist-info/METADATA", "x.egg-info", "x-2-py3.egg/EGG-INFO/PKG-INFO"};
    for (String path : python) {
      Reading whole = Reading.of(new PythonMetadataCataloguer(), path, data);
      Reading pieces = Reading.of(new PythonMetadataCataloguer(), path, data, 3);
      if (!whole.packages.equals(pieces.packages)) {
        throw new AssertionError("pieces make a difference");
      }
      FuzzSeeds.check(whole);
    }
    for (String path : new String[] {"node_modules/a/package.json", "app/package.json"}) {
      FuzzSeeds.check(Reading.of(new NpmPackageCataloguer(), path, data));
    }
  }

  @Test
  void seeds() throws IOException {
    FuzzSeeds.replay("package-metadata", PackageMetadataFuzzTest::fuzzerTestOneInput);
  }
}
