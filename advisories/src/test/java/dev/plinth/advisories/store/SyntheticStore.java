package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes stores of any size from a seed, in the proportions of real ones: half distribution
 * advisories with a row for each of a few releases, half language advisories with one range, some
 * prose, aliases and references. The same seed makes the same rows.
 */
public final class SyntheticStore {
  static final String[] ECOSYSTEMS = {
    "Debian:11", "Debian:12", "Debian:13", "Alpine:v3.20", "PyPI", "npm", "Maven", "Go"
  };

  private SyntheticStore() {}

  /** Arguments: the file, how many records, the seed. */
  public static void main(String[] arguments) {
    fill(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
  }

  /** Makes a store; its packages are called {@link #name} of 0 to {@link #packages} - 1. */
  static void fill(Path file, int records, long seed) {
    Random random = new Random(seed);
    try (StoreUpdate update = AdvisoryStore.openForUpdate(file)) {
      update.begin("synthetic-" + seed);
      for (int i = 0; i < records; i++) {
        update.put(advisory(i, records, random));
      }
      update.commit();
      update.publish();
    }
  }

  static int packages(int records) {
    return Math.max(1, records / 6);
  }

  static String name(int number) {
    return "package-" + Integer.toString(number * 7919 % 1_000_003, 36) + "-lib";
  }

  static AdvisoryRecord advisory(int number, int records, Random random) {
    boolean distribution = random.nextBoolean();
    String name = name(random.nextInt(packages(records)));
    String cve = "CVE-" + (2010 + random.nextInt(16)) + "-" + (10_000 + number);
    List<Statement> statements = new ArrayList<>();
    int first = distribution ? 0 : 4 + random.nextInt(4);
    int last = distribution ? 3 : first;
    for (int e = first; e <= last; e++) {
      String version = random.nextInt(30) + "." + random.nextInt(20) + "." + random.nextInt(9);
      Affected.Interval range =
          new Affected.Interval(
              distribution || e < 6
                  ? Affected.Interval.Kind.ECOSYSTEM
                  : Affected.Interval.Kind.SEMVER,
              random.nextInt(4) == 0 ? version.substring(0, version.indexOf('.')) : "0",
              distribution ? version + "-1+deb" + (11 + e) + "u1" : version,
              "");
      statements.add(
          new Statement(
              ECOSYSTEMS[e],
              name,
              List.of(range),
              List.of(),
              Affected.Status.AFFECTED,
              false,
              "",
              List.of()));
    }
    String id =
        distribution ? "DEBIAN-" + cve : "GHSA-" + Integer.toString(number + 1_000_000, 36) + "-xx";
    Advisory advisory =
        new Advisory(
            id,
            distribution ? List.of() : List.of(cve),
            distribution ? List.of(cve) : List.of(),
            "osv",
            "2024-01-02T03:04:05Z",
            "2025-01-02T03:04:" + (10 + number % 50) + "Z",
            null,
            "Something in " + name + " can be misused by " + Long.toString(random.nextLong(), 36),
            List.of(new Advisory.Score("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H")),
            "",
            List.of("https://nvd.nist.gov/vuln/detail/" + cve));
    return new AdvisoryRecord(advisory, "", statements);
  }
}
