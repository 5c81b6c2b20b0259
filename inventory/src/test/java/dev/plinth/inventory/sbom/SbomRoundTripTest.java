package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SbomRoundTripTest {
  @ParameterizedTest
  @EnumSource(names = {"CYCLONEDX", "SPDX"})
  void comesBackAsItWas(SbomFormat format) {
    byte[] bytes = Samples.write(format, Samples.full(), Samples.SUBJECT);
    Sbom read = SbomReader.read("x.json", bytes);
    assertThat(read.subject()).isEqualTo(Samples.SUBJECT);
    assertThat(read.inventory().distribution()).isEqualTo(Samples.DEBIAN);
    assertThat(read.inventory().layers()).isEqualTo(Samples.full().layers());
    assertThat(read.inventory().problems()).isEqualTo(Samples.full().problems());
    assertThat(read.inventory().packages()).containsExactlyElementsOf(Samples.full().packages());
    assertThat(read.format()).isEqualTo(format == SbomFormat.SPDX ? "SPDX 2.3" : "CycloneDX 1.6");
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameBytesWhateverTheOrder(SbomFormat format) {
    Inventory full = Samples.full();
    byte[] sorted = Samples.write(format, full, Samples.SUBJECT);
    long first = Long.getLong("plinth.seed", 1);
    for (long seed = first; seed < first + 5; seed++) {
      List<Package> shuffled = new ArrayList<>(full.packages());
      Collections.shuffle(shuffled, new Random(seed));
      Inventory other =
          new Inventory(full.distribution(), shuffled, full.layers(), full.problems());
      assertThat(Samples.write(format, other, Samples.SUBJECT))
          .as("seed %d", seed)
          .isEqualTo(sorted);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CYCLONEDX", "SPDX"})
  void namesDocumentsByTheirContent(SbomFormat format) {
    Inventory nothing = new Inventory(Distribution.UNKNOWN, List.of(), List.of(), List.of());
    SbomSubject one = new SbomSubject("one", Map.of(), "", "");
    SbomSubject two = new SbomSubject("two", Map.of(), "", "");
    String first = id(Samples.write(format, nothing, one));
    assertThat(first)
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(id(Samples.write(format, nothing, one))).isEqualTo(first);
    assertThat(id(Samples.write(format, nothing, two))).isNotEqualTo(first);
    Sbom read = SbomReader.read("x.json", Samples.write(format, nothing, one));
    assertThat(read.subject().name()).isEqualTo("one");
    assertThat(read.inventory()).isEqualTo(nothing);
  }

  private static String id(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    int at = text.indexOf("urn:uuid:") + "urn:uuid:".length();
    return text.substring(at, at + 36);
  }

  @Test
  void writesPackageUrls() {
    assertThat(
            new String(
                Samples.write(SbomFormat.PURLS, Samples.full(), Samples.SUBJECT),
                StandardCharsets.UTF_8))
        .isEqualTo(
            """
            pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc
            pkg:deb/debian/python3-foo@1.2-1?arch=amd64&distro=debian-12&upstream=foo
            pkg:golang/github.com/burntsushi/toml@v1.2.3%2Bincompatible
            pkg:maven/org.example/lib@1.0
            pkg:npm/%40scope/thing
            pkg:pypi/foo.bar@1.2
            """);
  }

  @ParameterizedTest
  @EnumSource(names = {"CYCLONEDX", "SPDX"})
  void replacesNamesThatNoUtf8CanCarry(SbomFormat format) {
    Package odd =
        new Package(
            "npm",
            "",
            "x",
            "1",
            "",
            "",
            "",
            List.of(),
            Map.of(),
            "pkg:npm/x@1",
            List.of("a\udcff/package.json"),
            -1,
            null);
    Inventory inventory = new Inventory(Distribution.UNKNOWN, List.of(odd), List.of(), List.of());
    Sbom read = SbomReader.read("x", Samples.write(format, inventory, Samples.SUBJECT));
    assertThat(read.inventory().packages().getFirst().evidence())
        .containsExactly("a\ufffd/package.json");
  }
}
