package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Fact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApkTest {
  private static final String INSTALLED = "lib/apk/db/installed";

  private static final String TWO =
      """
      C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
      P:musl-utils
      V:1.2.5-r0
      A:x86_64
      S:36062
      T:the musl c library (libc) implementation
      L:MIT AND BSD-2-Clause AND GPL-2.0-or-later
      o:musl
      m:Timo Teras <timo.teras@iki.fi>
      F:
      R:linuxrc
      F:sbin
      R:ldconfig
      a:0:0:755
      Z:Q1Kja2+POZKxEkUOZqwSjC6kmaED4=
      F:usr/bin
      R:getconf
      R:iconv

      P:plain
      V:1
      A:noarch
      """;

  @Test
  void readsPackagesAndTheirFiles() {
    Reading reading = Reading.of(new ApkInstalledCataloguer(), INSTALLED, TWO);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.facts())
        .containsExactly(
            new Fact.PackageFact(
                "apk",
                "",
                "musl-utils",
                "1.2.5-r0",
                "x86_64",
                "musl",
                "1.2.5-r0",
                List.of("MIT AND BSD-2-Clause AND GPL-2.0-or-later"),
                Map.of("maintainer", "Timo Teras <timo.teras@iki.fi>")),
            new Fact.OwnedFilesFact(
                "musl-utils",
                "x86_64",
                List.of("linuxrc", "sbin/ldconfig", "usr/bin/getconf", "usr/bin/iconv")),
            new Fact.PackageFact(
                "apk", "", "plain", "1", "noarch", "plain", "1", List.of(), Map.of()));
  }

  @Test
  void readsTheSameInPiecesOfAnySize() {
    byte[] bytes = TWO.getBytes(StandardCharsets.UTF_8);
    List<Fact> whole = Reading.of(new ApkInstalledCataloguer(), INSTALLED, TWO).facts();
    for (int piece = 1; piece < 40; piece++) {
      assertThat(Reading.of(new ApkInstalledCataloguer(), INSTALLED, bytes, piece).facts())
          .isEqualTo(whole);
    }
  }

  @Test
  void saysWhatItCouldNotRead() {
    Reading reading =
        Reading.of(
            new ApkInstalledCataloguer(),
            "usr/lib/apk/db/installed",
            "P:a\nV:1\njunk\nF:../etc\nR:passwd\nP:b\n\nV:3\n\n");
    assertThat(reading.problems())
        .containsExactly(
            "line 3 is no field of a package",
            "a package lists a file whose path is too long or has a .. part",
            "line 6 begins a package without a blank line before it",
            "the package b at line 6 lacks a name or version, or has an impossible one",
            "the package  at line 8 lacks a name or version, or has an impossible one");
    assertThat(reading.packages()).extracting(Fact.PackageFact::name).containsExactly("a");
    assertThat(reading.owned()).isEmpty();
  }

  @Test
  void boundsTheFilesThatALongFolderMultiplies() {
    String content = "P:a\nV:1\nF:" + "d".repeat(4000) + "\n" + "R:x\n".repeat(20_000);
    Reading reading = Reading.of(new ApkInstalledCataloguer(), INSTALLED, content);
    assertThat(reading.owned().getFirst().paths()).hasSizeBetween(8_000, 9_000);
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.problems().getFirst()).contains("not known");
    assertThat(reading.packages()).hasSize(1);
  }

  @Test
  void readsRepositories() {
    Reading reading =
        Reading.of(
            new ApkRepositoriesCataloguer(),
            "etc/apk/repositories",
            "# main\nhttps://dl-cdn.alpinelinux.org/alpine/v3.20/main\r\n\n"
                + "@edge https://dl-cdn.alpinelinux.org/alpine/edge/main\n");
    assertThat(reading.facts())
        .containsExactly(
            new Fact.RepositoriesFact(
                List.of(
                    "https://dl-cdn.alpinelinux.org/alpine/v3.20/main",
                    "@edge https://dl-cdn.alpinelinux.org/alpine/edge/main")));
  }
}
