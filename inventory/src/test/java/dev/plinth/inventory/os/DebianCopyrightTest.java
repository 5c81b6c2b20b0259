package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebianCopyrightTest {
  private final DebianCopyrightCataloguer cataloguer = new DebianCopyrightCataloguer();

  @Test
  void readsTheMachineReadableForm() {
    Reading reading =
        Reading.of(
            cataloguer,
            "usr/share/doc/zlib1g/copyright",
            """
            Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

            Files: *
            License: Zlib
             see /usr/share/common-licenses/GPL-2

            Files: contrib/*
            License: GPL-2+ or Artistic

            License: Zlib
             text
            """);
    assertThat(reading.facts())
        .containsExactly(new Fact.LicenseFact("zlib1g", List.of("Zlib", "GPL-2+ or Artistic")));
  }

  @Test
  void readsPointersOfFreeTexts() {
    Reading reading =
        Reading.of(
            cataloguer,
            "usr/share/doc/bash/copyright",
            "This is free: see `/usr/share/common-licenses/GPL-3'\n"
                + "and /usr/share/common-licenses/GFDL-1.3. Also /usr/share/common-licenses/GPL-3\n"
                + "License: something else\n");
    assertThat(reading.facts())
        .containsExactly(new Fact.LicenseFact("bash", List.of("GPL-3", "GFDL-1.3")));
  }

  @Test
  void wantsTheFileOfAPackageOnly() {
    assertThat(Reading.of(cataloguer, "usr/share/doc/copyright", "").wanted()).isFalse();
    assertThat(Reading.of(cataloguer, "usr/share/doc/a/b/copyright", "").wanted()).isFalse();
    assertThat(Reading.of(cataloguer, "usr/share/doc/a/copyright", "").wanted()).isTrue();
    assertThat(Reading.of(cataloguer, "usr/share/doc/a/copyright", "none\n").facts()).isEmpty();
  }
}
