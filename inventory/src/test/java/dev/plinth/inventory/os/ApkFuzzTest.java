package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fuzz target: apk's database and repositories, and release files. */
class ApkFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    Fuzzing.check(new ApkInstalledCataloguer(), "lib/apk/db/installed", data);
    Fuzzing.check(new ApkRepositoriesCataloguer(), "etc/apk/repositories", data);
    Fuzzing.check(new OsReleaseCataloguer(), "etc/os-release", data);
    Fuzzing.check(new ReleaseFileCataloguer(), "etc/redhat-release", data);
    Fuzzing.check(new ReleaseFileCataloguer(), "etc/lsb-release", data);
  }

  @Test
  void replaysItsSeeds() {
    assertThat(Fuzzing.replay("apk", ApkFuzzTest::fuzzerTestOneInput)).isGreaterThan(3);
  }
}
