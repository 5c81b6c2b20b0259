package dev.plinth.advisories.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.Importer;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.findings.Severity;
import io.github.nscuro.versatile.VersionFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.springett.cvss.Cvss;

/** The starter set holds together, and stands behind a store as it should. */
class StarterSetTest {
  private static final Path KEV =
      Path.of(System.getProperty("plinth.root", "."), "../shared/data/enrichment/kev.tar.xz");

  @TempDir Path folder;

  private static List<String> lines() throws IOException {
    try (InputStream in = StarterSet.class.getResourceAsStream("starter.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** The name of the order of versions in an ecosystem, as the package-url types are called. */
  private static String scheme(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
      case "Debian", "Ubuntu" -> "deb";
      case "Alpine" -> "apk";
      case "AlmaLinux" -> "rpm";
      case "Maven" -> "maven";
      case "npm", "Bitnami" -> "npm";
      case "PyPI" -> "pypi";
      case "Go" -> "golang";
      case "RubyGems" -> "gem";
      case "Packagist" -> "composer";
      case "crates.io" -> "npm";
      default -> throw new AssertionError("unknown ecosystem " + ecosystem);
    };
  }

  /**
   * What the set denies is never asked for: each name of its own must pass, as packages bear it.
   */
  @Test
  void deniesNoNameItHas() {
    StarterSet set = StarterSet.load();
    for (PackageKey key : set.all().keySet()) {
      String name = key.name();
      assertThat(set.mayKnow(name)).as(name).isTrue();
      assertThat(set.mayKnow(name.substring(name.lastIndexOf('/') + 1))).as(name).isTrue();
      assertThat(set.mayKnow(name.substring(name.lastIndexOf(':') + 1))).as(name).isTrue();
    }
    assertThat(set.mayKnow("no-such-package")).isFalse();
  }

  @Test
  void everyLineHoldsTogether() throws IOException {
    Set<String> vulnerabilities = new HashSet<>();
    Set<String> rows = new HashSet<>();
    String current = "";
    int packages = 1;
    for (String line : lines()) {
      String[] columns = line.split("\t", -1);
      if (line.startsWith("V")) {
        assertThat(packages).as(line).isPositive();
        packages = 0;
        current = columns[1];
        assertThat(columns).as(line).hasSize(7);
        assertThat(vulnerabilities.add(current)).as(line).isTrue();
        assertThat(current).matches("CVE-\\d{4}-\\d{4,}");
        assertThat(columns[2]).matches("(GHSA(-[23456789cfghjmpqrvwx]{4}){3})?");
        double score = Cvss.fromVector(columns[3]).calculateScore().getBaseScore();
        assertThat(Severity.ofScore(score)).as(line).isGreaterThanOrEqualTo(Severity.MEDIUM);
        assertThat(columns[4]).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(columns[5]).isIn("yes", "no");
        assertThat(columns[6]).hasSizeBetween(20, 80).doesNotEndWith(".");
      } else if (line.startsWith("P")) {
        packages++;
        assertThat(columns).as(line).hasSize(5);
        assertThat(rows.add(current + columns[1] + columns[2])).as(line).isTrue();
        assertThat(columns[4]).as(line).isNotBlank();
        assertThat(PackageKey.of(columns[1], columns[2]).name()).isEqualTo(columns[2]);
      } else {
        assertThat(line).matches("[#D].*");
      }
    }
    assertThat(vulnerabilities).hasSizeBetween(60, 120);
  }

  @Test
  void versionsParseAndAreInOrder() {
    for (List<Affected> each : StarterSet.load().all().values()) {
      for (Affected affected : each) {
        String scheme = scheme(affected.ecosystem());
        String before = "";
        for (Interval range : affected.ranges()) {
          String from = range.introduced();
          String to = range.fixed();
          if (!before.isEmpty()) {
            assertThat(compare(scheme, before, from)).as("%s", affected).isNotPositive();
          }
          if (!to.isEmpty() && !from.equals("0")) {
            assertThat(compare(scheme, from, to)).as("%s", affected).isNegative();
          }
          before = to;
        }
      }
    }
  }

  private static int compare(String scheme, String a, String b) {
    return VersionFactory.forScheme(scheme, a).compareTo(VersionFactory.forScheme(scheme, b));
  }

  @Test
  void agreesWithTheCatalogue() throws IOException {
    assumeTrue(Files.exists(KEV), "optional reference data is absent");
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      Importer.importPaths(List.of(KEV), update, ImportListener.NONE);
      update.publish();
    }
    StarterSet starter = StarterSet.load();
    List<String> names = new ArrayList<>();
    for (String line : lines()) {
      if (line.startsWith("V")) {
        names.add(line.split("\t", 3)[1]);
      }
    }
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      Map<String, Enrichment> catalogue = store.enrichment(names);
      assertThat(catalogue).hasSameSizeAs(names);
      assertThat(starter.enrichment(names)).isEqualTo(catalogue);
    }
  }

  private static List<String> found(AdvisorySource source, String ecosystem, String name) {
    PackageKey key = PackageKey.of(ecosystem, name);
    List<String> ids = new ArrayList<>();
    for (Affected affected : source.affecting(List.of(key)).getOrDefault(key, List.of())) {
      ids.add(affected.advisory().id());
    }
    return ids;
  }

  @Test
  void findsTheWorst() {
    AdvisorySource starter = AdvisorySources.starterOnly();
    assertThat(found(starter, "Maven", "org.apache.logging.log4j:log4j-core"))
        .containsExactly("CVE-2021-44228", "CVE-2021-45046");
    assertThat(found(starter, "Debian:12", "glibc")).containsExactly("CVE-2023-4911");
    assertThat(found(starter, "Debian:12", "libwebp")).containsExactly("CVE-2023-4863");
    assertThat(found(starter, "npm", "lodash")).isEmpty();
    Origin origin = starter.origins().getFirst();
    assertThat(origin.name()).isEqualTo("starter");
    assertThat(origin.asOf()).isEqualTo("2026-08-07");
    assertThat(origin.ecosystems()).contains("Debian:12", "Maven", "PyPI").isSorted();
  }

  private AdvisoryStore store() {
    String record =
        "{\"id\":\"X-1\",\"modified\":\"2024-01-01T00:00:00Z\",\"aliases\":[\"CVE-2021-3156\"],"
            + "\"affected\":[{\"package\":{\"ecosystem\":\"Debian:12\",\"name\":\"curl\"},"
            + "\"versions\":[\"1\"]}]}";
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      Path file = Files.writeString(folder.resolve("x.json"), record);
      Path scores =
          Files.writeString(
              folder.resolve("x.tsv"),
              "CVE-2021-3156\tCVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H\n");
      Importer.importPaths(List.of(file, scores), update, ImportListener.NONE);
      update.publish();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return AdvisoryStore.openReadOnly(folder.resolve("a.db"));
  }

  @Test
  void theStarterSpeaksWhereTheStoreHasNothing() {
    try (AdvisoryStore store = store()) {
      AdvisorySource both = AdvisorySources.combine(store, StarterSet.load());
      assertThat(found(both, "Debian:12", "curl")).containsExactly("X-1");
      assertThat(found(both, "Debian:12", "glibc")).isEmpty();
      assertThat(found(both, "Debian:11", "glibc")).containsExactly("CVE-2023-4911");
      Enrichment sudo = both.enrichment(List.of("CVE-2021-3156")).get("CVE-2021-3156");
      assertThat(sudo.knownExploitedAdded()).isEqualTo("2022-04-06");
      assertThat(sudo.score()).isEqualTo(7.8);
      List<Origin> origins = both.origins();
      assertThat(origins).extracting(Origin::name).containsExactly("cvss-table", "osv", "starter");
      assertThat(origins.get(2).ecosystems()).contains("Debian:11").doesNotContain("Debian:12");
    }
  }
}
