package dev.plinth.advisories.match;

import static dev.plinth.advisories.match.Given.advisory;
import static dev.plinth.advisories.match.Given.fixed;
import static dev.plinth.advisories.match.Given.last;
import static dev.plinth.advisories.match.Given.listed;
import static dev.plinth.advisories.match.Given.open;
import static dev.plinth.advisories.match.Given.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OSV's evaluation of versions, and the fix. */
class RangesTest {
  private static final VersionOrder NPM = VersionOrders.of("npm");

  private static boolean affects(Affected row, String version) {
    return Ranges.affects(row, version, NPM) != null;
  }

  @ParameterizedTest
  @CsvSource({
    "0.9.9, false",
    "1.0.0, true",
    "1.4.9, true",
    "1.5.0, false",
    "1.9.9, false",
    "2.0.0, true",
    "2.3.0, true",
    "2.3.1, false",
    "3.0.0-rc.1, false",
    "3.0.0, true",
    "99.0.0, true"
  })
  void intervals(String version, boolean affected) {
    Affected row =
        row(
            advisory("A-1"),
            "npm",
            "x",
            fixed("1.0.0", "1.5.0"),
            last("2.0.0", "2.3.0"),
            open("3.0.0"));
    assertThat(affects(row, version)).isEqualTo(affected);
  }

  @Test
  void noOrderHoldsForEqualWhatSurelyDiffers() {
    long seed = Long.getLong("plinth.seed", 20261128);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int different = 0;
    for (int i = 0; i < 20_000; i++) {
      String first = version(random);
      String second = random.nextInt(3) == 0 ? version(random) : changed(first, random);
      if (!Ranges.surelyDifferent(first, second)) {
        continue;
      }
      different++;
      for (String order : VersionOrders.ids()) {
        assertThat(VersionOrders.of(order).compare(first, second))
            .as("%s: %s and %s", order, first, second)
            .isNotZero();
      }
    }
    assertThat(different).isGreaterThan(2_000);
  }

  private static String version(SplittableRandom random) {
    String letters = random.nextBoolean() ? "0123.." : "00123..!:-+~arcv";
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(9); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String changed(String version, SplittableRandom random) {
    int at = random.nextInt(version.length());
    return version.substring(0, at) + random.nextInt(10) + version.substring(at + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "3.2.4, 3.1.14, true",
    "3.2.4, 3.2.5, true",
    "10, 9, true",
    "3.2.4, 3.2.4, false",
    "1.0, 1.0.0, false",
    "1.02, 1.2, false",
    "0!1, 1, false",
    "0:1, 1, false",
    "1.2, 1.2rc1, false",
  })
  void whatSurelyDiffers(String first, String second, boolean different) {
    assertThat(Ranges.surelyDifferent(first, second)).isEqualTo(different);
    assertThat(Ranges.surelyDifferent(second, first)).isEqualTo(different);
  }

  @Test
  void fromTheFirstVersion() {
    assertThat(affects(row(advisory("A-1"), "npm", "x", fixed("0", "1.0.0")), "0.0.0-a")).isTrue();
    assertThat(affects(row(advisory("A-1"), "npm", "x", fixed("", "1.0.0")), "junk")).isTrue();
  }

  @Test
  void listedVersions() {
    Affected row = listed(advisory("A-1"), "npm", "x", "1.0.0", "1.2.0");
    assertThat(affects(row, "1.2.0")).isTrue();
    assertThat(affects(row, "v1.2.0")).isTrue();
    assertThat(affects(row, "1.1.0")).isFalse();
  }

  @Test
  void neitherRangesNorVersions() {
    assertThat(affects(row(advisory("A-1"), "npm", "x"), "1.0.0")).isFalse();
    assertThat(affects(row(advisory("A-1"), "npm", "x", Status.WONT_FIX, ""), "1.0.0")).isTrue();
  }

  @Test
  void semverRangesInAnotherEcosystem() {
    Affected row =
        row(
            advisory("A-1"),
            "PyPI",
            "x",
            new Interval(Interval.Kind.SEMVER, "0", "1.0.0-rc.2", ""));
    VersionOrder pypi = VersionOrders.of("pypi");
    assertThat(Ranges.affects(row, "1.0.0-rc.1", pypi)).isNotNull();
    assertThat(Ranges.affects(row, "1.0.0-rc.3", pypi)).isNull();
  }

  @Test
  void denials() {
    assertThat(Ranges.denies(row(advisory("A-1"), "npm", "x", fixed("0", "0")), "1.0.0", NPM))
        .isTrue();
    assertThat(Ranges.denies(row(advisory("A-1"), "npm", "x", fixed("0", "1")), "1.0.0", NPM))
        .isFalse();
    Affected partly =
        row(advisory("A-1"), "npm", "x", Status.NOT_AFFECTED, "", fixed("1.0.0", "2.0.0"));
    assertThat(Ranges.denies(partly, "1.5.0", NPM)).isTrue();
    assertThat(Ranges.denies(partly, "2.5.0", NPM)).isFalse();
    assertThat(Ranges.denies(row(advisory("A-1"), "npm", "x", Status.NOT_AFFECTED, ""), "1", NPM))
        .isTrue();
  }

  private static String fix(String version, Affected... rows) {
    List<Match> hits = new ArrayList<>();
    Lookup lookup =
        new Lookup(Given.language("npm", "", "x", version), PackageKey.of("npm", "x"), version);
    for (Affected row : rows) {
      Ranges.Hit hit = Ranges.affects(row, version, NPM);
      if (hit != null) {
        hits.add(new Match(lookup, row, hit.interval()));
      }
    }
    return Ranges.fix(hits, List.of(rows), version, NPM);
  }

  @Test
  void fixOfTheBranch() {
    Affected row =
        row(advisory("A-1"), "npm", "x", fixed("1.0.0", "1.5.0"), fixed("2.0.0", "2.3.1"));
    assertThat(fix("1.2.0", row)).isEqualTo("1.5.0");
    assertThat(fix("2.2.0", row)).isEqualTo("2.3.1");
  }

  @Test
  void fixOutsideOfAllRanges() {
    assertThat(
            fix(
                "1.2.0",
                row(advisory("A-1"), "npm", "x", fixed("0", "1.5.0")),
                row(advisory("A-2"), "npm", "x", fixed("1.4.0", "2.0.0")),
                row(advisory("A-3"), "npm", "x", fixed("2.0.0", "2.0.1"))))
        .isEqualTo("2.0.1");
    assertThat(
            fix(
                "1.2.0",
                row(advisory("A-1"), "npm", "x", fixed("0", "1.5.0")),
                row(advisory("A-2"), "npm", "x", last("1.4.0", "2.0.0"))))
        .isNull();
  }

  @Test
  void noFixKnownToOneDoesNotHideTheFixOfAnother() {
    assertThat(
            fix(
                "1.2.0",
                row(advisory("A-1"), "npm", "x", open("0")),
                row(advisory("A-2"), "npm", "x", fixed("0", "1.5.0"))))
        .isEqualTo("1.5.0");
    assertThat(fix("1.2.0", row(advisory("A-1"), "npm", "x", open("0")))).isNull();
    assertThat(fix("1.2.0", row(advisory("A-1"), "npm", "x", last("0", "1.2.0")))).isNull();
  }

  @Test
  void fixOfAListedVersion() {
    Affected row =
        new Affected(
            advisory("A-1"),
            "npm",
            "x",
            List.of(fixed("2.0.0", "2.1.0"), fixed("3.0.0", "3.1.0")),
            List.of("1.2.0"),
            Status.AFFECTED,
            "");
    assertThat(fix("1.2.0", row)).isEqualTo("2.1.0");
  }

  @Test
  void rangesThatLeadInACircleEnd() {
    assertThat(
            fix(
                "1.0.0",
                row(advisory("A-1"), "npm", "x", fixed("0", "2.0.0")),
                row(advisory("A-2"), "npm", "x", last("0", "9.0.0"))))
        .isNull();
  }
}
