package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plinth.inventory.catalog.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealAlpineTest {
  private static byte[] data(String file) throws IOException {
    Path path = Path.of(System.getProperty("plinth.root"), "../shared/data/alpine").resolve(file);
    Assumptions.assumeTrue(Files.exists(path), "optional reference data is absent");
    return Files.readAllBytes(path);
  }

  @ParameterizedTest
  @CsvSource({
    "v3.16,14,106,1.2.3-r3,1.35.0-r17",
    "v3.18,15,110,1.2.4-r2,1.36.1-r7",
    "v3.20,14,107,1.2.5-r0,1.36.1-r29",
    "edge,14,108,1.2.5-r3,1.36.1-r32"
  })
  void readsEachRelease(String release, int packages, int files, String musl, String busybox)
      throws IOException {
    Reading reading =
        Reading.of(
            new ApkInstalledCataloguer(), "lib/apk/db/installed", data(release + "/installed"));
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.packages()).hasSize(packages);
    assertThat(reading.owned().stream().mapToInt(o -> o.paths().size()).sum()).isEqualTo(files);
    assertThat(reading.packages())
        .extracting(
            Fact.PackageFact::name,
            Fact.PackageFact::version,
            Fact.PackageFact::sourceName,
            Fact.PackageFact::architecture)
        .contains(
            tuple("musl-utils", musl, "musl", "x86_64"),
            tuple("ssl_client", busybox, "busybox", "x86_64"));
    assertThat(reading.owned())
        .anySatisfy(owned -> {
          assertThat(owned.packageName()).isEqualTo("busybox");
          assertThat(owned.paths()).contains("bin/busybox");
        });
  }

  @ParameterizedTest
  @CsvSource({"v3.16,3.16.9", "v3.18,3.18.9", "v3.20,3.20.3"})
  void readsOsRelease(String release, String version) throws IOException {
    Reading reading =
        Reading.of(new OsReleaseCataloguer(), "usr/lib/os-release", data(release + "/os-release"));
    assertThat(reading.problems()).isEmpty();
    assertThat(((Fact.ReleaseFact) reading.facts().getFirst()).values())
        .containsEntry("ID", "alpine")
        .containsEntry("VERSION_ID", version)
        .containsEntry("NAME", "Alpine Linux");
  }
}
