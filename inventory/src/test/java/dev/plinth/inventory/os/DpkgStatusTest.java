package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Fact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DpkgStatusTest {
  private static final String STATUS = "var/lib/dpkg/status";

  private static final String TWO =
      """
      Package: libc6
      Status: install ok installed
      Priority: optional
      Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>
      Architecture: amd64
      Multi-Arch: same
      Source: glibc (2.36-9+deb12u9)
      Version: 2.36-9+deb12u10
      Description: GNU C Library: Shared libraries
       Contains the standard libraries.
       .
       Package: not-a-package
      Homepage: https://www.gnu.org/software/libc/libc.html

      package: bash
      STATUS: install ok installed
      version: 5.2.15-2+b2
      architecture: amd64
      Source: bash\
      """;

  private static Reading read(String content) {
    return Reading.of(new DpkgStatusCataloguer(), STATUS, content);
  }

  @Test
  void readsNamesVersionsAndSources() {
    Reading reading = read(TWO);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.packages())
        .containsExactly(
            new Fact.PackageFact(
                "deb",
                "",
                "libc6",
                "2.36-9+deb12u10",
                "amd64",
                "glibc",
                "2.36-9+deb12u9",
                List.of(),
                Map.of("maintainer", "GNU Libc Maintainers <debian-glibc@lists.debian.org>")),
            new Fact.PackageFact(
                "deb",
                "",
                "bash",
                "5.2.15-2+b2",
                "amd64",
                "bash",
                "5.2.15-2+b2",
                List.of(),
                Map.of()));
  }

  @Test
  void readsTheSameInPiecesOfAnySize() {
    byte[] bytes = TWO.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    Reading whole = read(TWO);
    for (int piece = 1; piece < bytes.length; piece += 7) {
      Reading reading = Reading.of(new DpkgStatusCataloguer(), STATUS, bytes, piece);
      assertThat(reading.facts()).isEqualTo(whole.facts());
    }
  }

  @Test
  void countsAPackageAsPresentWhileFilesOfItAre() {
    String content = "";
    for (String state :
        List.of(
            "not-installed",
            "config-files",
            "half-installed",
            "unpacked",
            "half-configured",
            "triggers-awaited",
            "triggers-pending",
            "installed")) {
      content += "Package: p-" + state + "\nStatus: install ok " + state + "\nVersion: 1\n\n";
    }
    content += "Package: leaving\nStatus: deinstall ok installed\nVersion: 1\n\n";
    Reading reading = read(content);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.packages())
        .extracting(Fact.PackageFact::name)
        .containsExactly(
            "p-half-installed",
            "p-unpacked",
            "p-half-configured",
            "p-triggers-awaited",
            "p-triggers-pending",
            "p-installed",
            "leaving");
    assertThat(reading.packages().getFirst().details())
        .isEqualTo(Map.of("status", "half-installed"));
    assertThat(reading.packages().getLast().details()).isEmpty();
  }

  @Test
  void readsDistrolessFilesWithoutStatus() {
    String content = "Package: tzdata\nVersion: 2024a-0+deb12u1\nArchitecture: all\n";
    Reading reading =
        Reading.of(new DpkgStatusCataloguer(), "var/lib/dpkg/status.d/tzdata", content);
    assertThat(reading.packages())
        .containsExactly(
            new Fact.PackageFact(
                "deb",
                "",
                "tzdata",
                "2024a-0+deb12u1",
                "all",
                "tzdata",
                "2024a-0+deb12u1",
                List.of(),
                Map.of()));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void readsOpkg() {
    Reading reading =
        Reading.of(
            new DpkgStatusCataloguer(),
            "usr/lib/opkg/status",
            "Package: libc\nVersion: 1.2.4-4\nStatus: install user installed\nLicense: MIT\n"
                + "Architecture: x86_64\n\n");
    assertThat(reading.packages().getFirst().details())
        .isEqualTo(Map.of("package-manager", "opkg"));
    assertThat(reading.packages().getFirst().licenses()).containsExactly("MIT");
  }

  @Test
  void wantsStatusFilesOnly() {
    DpkgStatusCataloguer cataloguer = new DpkgStatusCataloguer();
    for (String path :
        List.of(
            "var/lib/dpkg/status-old",
            "var/lib/dpkg/status.d",
            "var/lib/dpkg/status.d/libc6.md5sums",
            "var/lib/dpkg/status.d/a/b",
            "srv/var/lib/dpkg/status")) {
      assertThat(Reading.of(cataloguer, path, TWO).wanted()).as(path).isFalse();
    }
    assertThat(Reading.of(cataloguer, "var/lib/dpkg/status.d/libssl1.1", TWO).wanted()).isTrue();
  }

  @Test
  void saysWhatItCouldNotRead() {
    Reading reading =
        read(
            """
            Package: a
            Version: 1
            Version: 2
            junk
            Package: b
            Status: install ok installed

            Version: 3

            Package: c\u001b[31m d
            Version: 1

            Package: e
            Version: 2-1
            Source: (1)

            """);
    assertThat(reading.problems())
        .containsExactly(
            "line 3 repeats the field version",
            "line 4 is no field of a package paragraph",
            "line 5 begins a package without a blank line before it",
            "the package b at line 5 has no version",
            "the paragraph at line 8 names no package",
            "the package c\\x1b[31m d at line 10 has an impossible name, version or architecture",
            "the package e at line 13 names its source oddly; its own name is taken instead");
    assertThat(reading.packages())
        .extracting(p -> p.name() + " " + p.version() + " " + p.sourceName())
        .containsExactly("a 1 a", "e 2-1 e");
  }

  @Test
  void boundsLongLinesAndFoldedValues() {
    String line = "x".repeat(100_000);
    Reading reading =
        read(
            "Package: a\nDescription: "
                + line
                + "\nMaintainer: M\n"
                + (" " + line + "\n").repeat(3)
                + "Version: 1\n");
    assertThat(reading.packages().getFirst().details()).isEqualTo(Map.of("maintainer", "M"));
    assertThat(reading.packages().getFirst().version()).isEqualTo("1");
    assertThat(reading.problems()).containsExactly("line 4 makes a value longer than 65536 bytes");
  }

  @Test
  void countsManyProblemsInsteadOfListingThem() {
    Reading reading = read("junk\n".repeat(100));
    assertThat(reading.problems()).hasSize(9);
    assertThat(reading.problems().getLast())
        .isEqualTo("92 more problems of this kind in this file");
  }
}
