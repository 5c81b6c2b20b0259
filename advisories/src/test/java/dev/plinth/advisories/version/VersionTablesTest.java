package dev.plinth.advisories.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of versions in order: our own, and the optional reference data. */
class VersionTablesTest {
  @ParameterizedTest
  @CsvSource({
    "deb, deb, 17",
    "rpm, rpm, 14",
    "apk, apk, 17",
    "pypi, pypi, 27",
    "npm, semver, 14",
    "semver, semver, 14",
    "cargo, semver, 14",
    "golang, golang, 10",
    "maven, maven, 23",
    "gem, gem, 9",
    "nuget, nuget, 7",
    "composer, composer, 11"
  })
  void ownTables(String id, String table, int lines) throws IOException {
    List<String> read = new ArrayList<>();
    try (var in = getClass().getResourceAsStream("/versions/" + table + ".txt")) {
      read.addAll(
          new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().toList());
    }
    assertThat(check(VersionOrders.of(id), read)).isEqualTo(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "deb, debian-versions, 30",
    "deb, debian-versions-generated-sample, 1444",
    "rpm, redhat-versions, 160",
    "apk, alpine-versions, 700",
    "apk, alpine-versions-generated-sample, 1390",
    "pypi, pypi-versions, 30",
    "pypi, pypi-versions-generated-sample, 1230",
    "npm, semver-versions, 80",
    "semver, semver-versions, 80",
    "cargo, semver-versions, 80",
    "golang, semver-versions, 80",
    "maven, maven-versions, 90",
    "maven, maven-versions-generated-sample, 1470",
    "gem, rubygems-versions, 25",
    "gem, rubygems-versions-generated-sample, 400",
    "nuget, nuget-versions, 30",
    "composer, packagist-versions, 90",
    "composer, packagist-versions-generated-sample, 1060"
  })
  void referenceTables(String id, String table, int atLeast) throws IOException {
    Path file =
        Path.of(
            System.getProperty("plinth.root", ".."), "../shared/data/versions/" + table + ".txt");
    Assumptions.assumeTrue(Files.exists(file), "optional reference data is absent");
    assertThat(check(VersionOrders.of(id), Files.readAllLines(file)))
        .isGreaterThanOrEqualTo(atLeast);
  }

  /** Each line both ways; how many there were. */
  private static int check(VersionOrder order, List<String> lines) {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("//")) {
        continue;
      }
      String[] words = line.strip().split(" ");
      assertThat(words).as(line).hasSize(3);
      int there = Integer.signum(order.compare(words[0], words[2]));
      int back = Integer.signum(order.compare(words[2], words[0]));
      int expected = "<=>".indexOf(words[1]) - 1;
      if (there != expected || back != -expected) {
        wrong.add(line + " gave " + "<=>".charAt(there + 1) + ", back " + "<=>".charAt(back + 1));
      }
      count++;
    }
    assertThat(wrong).as(order.id()).isEmpty();
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "Debian:12, deb",
    "Ubuntu:24.04:LTS, deb",
    "Alpine:v3.20, apk",
    "Wolfi, apk",
    "Chainguard, apk",
    "AlmaLinux:9, rpm",
    "Rocky Linux:9, rpm",
    "Red Hat:enterprise_linux:9, rpm",
    "SUSE:Linux Enterprise Server 15 SP5, rpm",
    "openSUSE:Leap 15.5, rpm",
    "PyPI, pypi",
    "npm, npm",
    "Maven, maven",
    "Go, golang",
    "crates.io, cargo",
    "RubyGems, gem",
    "NuGet, nuget",
    "Packagist, composer",
    "Bitnami, semver"
  })
  void ecosystemsOfOsv(String ecosystem, String id) {
    assertThat(VersionOrders.of(ecosystem).id()).isEqualTo(id);
  }

  @Test
  void everyIdFindsItself() {
    assertThat(VersionOrders.ids()).hasSize(12);
    for (String id : VersionOrders.ids()) {
      assertThat(VersionOrders.of(id).id()).isEqualTo(id);
    }
  }

  @Test
  void unknownEcosystem() {
    assertThat(VersionOrders.find("Hackage")).isNull();
    assertThatThrownBy(() -> VersionOrders.of("dep\u001b"))
        .isInstanceOf(PlinthException.class)
        .hasMessage(
            "Tried to compare versions of dep\\x1b, but no ecosystem is known by that name; use one"
                + " of deb, rpm, apk, pypi, npm, semver, maven, golang, gem, nuget, composer, cargo,"
                + " or an ecosystem's name in OSV, such as Debian:12");
  }
}
