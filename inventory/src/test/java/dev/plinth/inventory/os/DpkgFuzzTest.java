package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fuzz target: dpkg's status, file lists, checksums and copyright files. */
class DpkgFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    Fuzzing.check(new DpkgStatusCataloguer(), "var/lib/dpkg/status", data);
    Fuzzing.check(new DpkgFilesCataloguer(), "var/lib/dpkg/info/p:amd64.list", data);
    Fuzzing.check(new DpkgFilesCataloguer(), "var/lib/dpkg/status.d/p.md5sums", data);
    Fuzzing.check(new DebianCopyrightCataloguer(), "usr/share/doc/p/copyright", data);
  }

  @Test
  void replaysItsSeeds() {
    assertThat(Fuzzing.replay("dpkg", DpkgFuzzTest::fuzzerTestOneInput)).isGreaterThan(3);
  }
}
