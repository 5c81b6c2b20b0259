package dev.plinth.bases.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.match.MatchResult;
import dev.plinth.bases.evaluate.Evidence.Standing;
import dev.plinth.bases.evidence.Attached;
import dev.plinth.bases.evidence.Attached.Kind;
import dev.plinth.bases.evidence.Attachments;
import dev.plinth.bases.evidence.NewestBuild;
import dev.plinth.bases.settings.BaseSettingsReader;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Program;
import dev.plinth.inventory.profile.ImageProfile.SpecialFile;
import dev.plinth.oci.image.Reference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each criterion's points: what brings them, and that more of a bad thing never brings more. */
class CriteriaTest {
  private static String texts(Score score) {
    return String.join("\n", score.evidence().stream().map(Evidence::text).toList());
  }

  @Test
  void moreFindingsNeverScoreHigher() {
    long seed = Long.getLong("plinth.seed", 20261127L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      Candidates candidates = new Candidates();
      int content = candidates.score(Criterion.CONTENT).points();
      int cadence = candidates.score(Criterion.CADENCE).points();
      for (int i = 0; i < 60; i++) {
        Severity severity = Severity.values()[random.nextInt(Severity.values().length)];
        LocalDate day = Candidates.TODAY.minusDays(random.nextInt(500));
        candidates.finding(severity, random.nextBoolean(), day.toString());
        int nextContent = candidates.score(Criterion.CONTENT).points();
        int nextCadence = candidates.score(Criterion.CADENCE).points();
        assertThat(nextContent).as("seed %s", seed).isLessThanOrEqualTo(content);
        assertThat(nextCadence).as("seed %s", seed).isLessThanOrEqualTo(cadence);
        content = nextContent;
        cadence = nextCadence;
      }
    }
  }

  @Test
  void anOlderBuildNeverScoresHigher() {
    int before = 101;
    for (int days = 0; days < 800; days += 3) {
      Candidates candidates = new Candidates();
      candidates.created = Candidates.TODAY.minusDays(days) + "T10:00:00Z";
      int points = candidates.score(Criterion.CADENCE).points();
      assertThat(points).as("after %s days", days).isLessThanOrEqualTo(before);
      before = points;
    }
    assertThat(before).isEqualTo(50);
  }

  @Test
  void moreBytesPackagesAndSpecialFilesNeverScoreHigher() {
    int before = 101;
    for (int i = 0; i < 40; i++) {
      Candidates candidates = new Candidates();
      candidates.bytes = 7_000_000L * i * i;
      List<Package> packages = new ArrayList<>();
      for (int j = 0; j < i * 30; j++) {
        packages.add(Candidates.deb("p" + j, "MIT"));
      }
      candidates.packages = packages.isEmpty() ? candidates.packages : packages;
      List<SpecialFile> special = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        special.add(new SpecialFile("usr/bin/s" + j, 04755, 0, 0, false));
      }
      candidates.profile = profile(special, List.of());
      int points = candidates.score(Criterion.CONTENT).points();
      assertThat(points).isLessThanOrEqualTo(before);
      before = points;
    }
  }

  private static ImageProfile profile(List<SpecialFile> special, List<Program> programs) {
    return new ImageProfile(
        true,
        List.of(),
        programs,
        List.of(),
        special,
        special.size(),
        List.of(),
        0,
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void aStricterLicenceNeverScoresHigher() {
    String[] harsher = {"MIT", "LGPL-2.1+", "GPL-2.0-only", "AGPL-3.0", "SomeLicence", ""};
    int before = 101;
    for (String licence : harsher) {
      Candidates candidates = new Candidates();
      candidates.packages = List.of(Candidates.deb("a", "MIT"), Candidates.deb("b", licence));
      int points = candidates.score(Criterion.LICENCES).points();
      assertThat(points).as(licence).isLessThan(before);
      before = points;
    }
  }

  @Test
  void licencesAreToldByNamesOfEveryKind() {
    assertThat(LicenceClass.of("GPL-2+")).isEqualTo(LicenceClass.STRONG);
    assertThat(LicenceClass.of("GPLv3+")).isEqualTo(LicenceClass.STRONG);
    assertThat(LicenceClass.of("LGPL-2.1-or-later")).isEqualTo(LicenceClass.WEAK);
    assertThat(LicenceClass.of("MIT OR GPL-2.0-only")).isEqualTo(LicenceClass.PERMISSIVE);
    assertThat(LicenceClass.of("MIT AND GPL-2.0-only")).isEqualTo(LicenceClass.STRONG);
    assertThat(LicenceClass.of("(MIT AND MPL-2.0) OR AGPL-3.0")).isEqualTo(LicenceClass.WEAK);
    assertThat(LicenceClass.of("GPL-2.0 WITH Classpath-exception-2.0"))
        .isEqualTo(LicenceClass.WEAK);
    assertThat(LicenceClass.of("BSD-3-clause")).isEqualTo(LicenceClass.PERMISSIVE);
    assertThat(LicenceClass.of("CC-BY-SA-4.0")).isEqualTo(LicenceClass.STRONG);
    assertThat(LicenceClass.of("CC-BY-4.0")).isEqualTo(LicenceClass.PERMISSIVE);
    assertThat(LicenceClass.of("Frobnicate")).isEqualTo(LicenceClass.UNRECOGNISED);
    assertThat(LicenceClass.of("GPL".repeat(5_000))).isEqualTo(LicenceClass.UNRECOGNISED);
    assertThat(LicenceClass.of("NOASSERTION")).isEqualTo(LicenceClass.NONE);
    assertThat(LicenceClass.of(List.of("MIT", "GPL-3"))).isEqualTo(LicenceClass.STRONG);
  }

  @Test
  void reproducibleDatesAreUnknownAndNotOld() {
    for (String date :
        List.of("1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1980-01-01T00:00:01Z", "", "x")) {
      Candidates candidates = new Candidates();
      candidates.created = date;
      assertThat(candidates.score(Criterion.CADENCE).evidence().getFirst().standing())
          .isEqualTo(Standing.UNKNOWN);
      candidates.newest = NewestBuild.unknown("");
      assertThat(candidates.score(Criterion.CADENCE).known()).isFalse();
    }
  }

  @Test
  void fixesAreCountedByTheirDays() {
    Candidates candidates =
        new Candidates()
            .finding(Severity.HIGH, true, "2026-11-17")
            .finding(Severity.HIGH, true, "2026-08-19")
            .finding(Severity.LOW, true, "2026-11-07")
            .finding(Severity.LOW, false, "");
    assertThat(texts(candidates.score(Criterion.CADENCE)))
        .contains("3 fixes missing, out for 20 days (median), 100 at worst");
    candidates.created = "2026-01-01T00:00:00Z";
    assertThat(texts(candidates.score(Criterion.CADENCE)))
        .contains("330 days ago: over six months without an update");
  }

  @Test
  void whatIsAttachedCountsAndItsAbsenceOnlyWhereItIsKnown() {
    Candidates candidates = new Candidates();
    int without = candidates.score(Criterion.PROVENANCE).points();
    candidates.attachments =
        new Attachments(List.of(new Attached(Kind.SIGNATURE, "cosign", "")), List.of());
    Score signed = candidates.score(Criterion.PROVENANCE);
    assertThat(signed.points()).isEqualTo(without + 35);
    assertThat(texts(signed)).contains("signature (cosign), not verified", "no SBOM");
    candidates.attachments = Attachments.unknown("nobody asked");
    Score unknown = candidates.score(Criterion.PROVENANCE);
    assertThat(unknown.known()).isFalse();
    assertThat(texts(unknown)).contains("signature not known", "attached: nobody asked");
  }

  @Test
  void aLookAlikeIsNotSavedByWhatItSaysOfItself() {
    Candidates candidates = new Candidates();
    candidates.source = Reference.parse("nodejs:22");
    candidates.source = new Reference("docker.io", "nodejs", "22", null);
    candidates.labels =
        Map.of(
            "org.opencontainers.image.source", "https://user:secret@example.org/x",
            "org.opencontainers.image.vendor", "Node");
    candidates.attachments =
        new Attachments(
            List.of(
                new Attached(Kind.SIGNATURE, "cosign", ""), new Attached(Kind.SBOM, "cosign", "")),
            List.of());
    Score score = candidates.score(Criterion.PROVENANCE);
    assertThat(score.points()).isEqualTo(10);
    assertThat(texts(score)).contains("looks like node, which it is not").doesNotContain("secret");
  }

  @Test
  void officialNamesCountInTheirRegistryAlone() {
    Candidates candidates = new Candidates();
    assertThat(texts(candidates.score(Criterion.PROVENANCE)))
        .contains("official image of Docker Hub");
    candidates.source = Reference.parse("localhost:5000/library/debian:12");
    assertThat(texts(candidates.score(Criterion.PROVENANCE)))
        .contains("neither official nor a known publisher");
    candidates.source = Reference.parse("gcr.io/distroless/static-debian12:latest");
    assertThat(texts(candidates.score(Criterion.PROVENANCE)))
        .contains("a publisher that many build upon");
    candidates.source = null;
    assertThat(texts(candidates.score(Criterion.PROVENANCE))).contains("publisher not known");
  }

  @Test
  void namesAreJudgedThroughMirrorsAndOwnBasesAreKnown() {
    Candidates candidates = new Candidates();
    candidates.settings =
        BaseSettingsReader.read(
            ".plinth.yaml",
            """
            mirrors: {"harbor.corp/hub/*": "docker.io/*"}
            bases: [{image: "registry.corp/base/python:{v}", family: python-slim, approved: true}]
            """
                .getBytes(UTF_8));
    candidates.source = Reference.parse("harbor.corp/hub/library/debian:12");
    assertThat(texts(candidates.score(Criterion.PROVENANCE)))
        .contains("official image of Docker Hub, by the mirror of docker.io/library/debian");
    assertThat(texts(candidates.score(Criterion.CADENCE))).contains("its makers rebuild");
    candidates.source = Reference.parse("harbor.corp/hub/library/nodejs:22");
    assertThat(texts(candidates.score(Criterion.PROVENANCE)))
        .contains("looks like node, which it is not");
    candidates.source = Reference.parse("harbor.corp/other/library/debian:12");
    assertThat(texts(candidates.score(Criterion.PROVENANCE)))
        .contains("neither official nor a known publisher");
    candidates.source = Reference.parse("harbor.corp/hub/library/python:3.9-slim");
    assertThat(texts(candidates.score(Criterion.SUPPORT)))
        .contains("Python 3.9 gets no more fixes since 2025-10-31 (by its name)");
    candidates.source = Reference.parse("registry.corp/base/python:3.9");
    assertThat(texts(candidates.score(Criterion.PROVENANCE)))
        .contains("a base of your own, approved by the policy");
    assertThat(texts(candidates.score(Criterion.SUPPORT))).contains("Python 3.9");
  }

  @Test
  void whatAdvisoriesDoNotCoverNeverCountsAsClean() {
    Candidates candidates = new Candidates();
    int all = candidates.score(Criterion.CONTENT).points();
    candidates.uncovered = List.of(new MatchResult.Uncovered("Debian:12", 1));
    int half = candidates.score(Criterion.CONTENT).points();
    candidates.uncovered = List.of(new MatchResult.Uncovered("Debian:12", 2));
    Score none = candidates.score(Criterion.CONTENT);
    assertThat(all).isEqualTo(half + 15).isEqualTo(none.points() + 30);
    assertThat(texts(none)).contains("findings not known");
  }

  @Test
  void anImageIsLookedAfterAsLongAsItsShorterPart() {
    Candidates candidates = new Candidates();
    assertThat(candidates.score(Criterion.SUPPORT).points()).isBetween(60, 80);
    candidates.environment = List.of("PYTHON_VERSION=3.9.18");
    Score ended = candidates.score(Criterion.SUPPORT);
    assertThat(ended.points()).isZero();
    assertThat(texts(ended))
        .contains("Python 3.9 gets no more fixes since 2025-10-31 (by PYTHON_VERSION)")
        .contains("Debian 12 until 2028-06-30 (LTS)");
    candidates.environment = List.of("PYTHON_VERSION=99.1");
    assertThat(candidates.score(Criterion.SUPPORT).known()).isFalse();
    candidates.environment = List.of();
    candidates.distribution = new Distribution("wolfi", "", "", List.of(), "Wolfi");
    assertThat(candidates.score(Criterion.SUPPORT).points()).isEqualTo(70);
    candidates.distribution = Distribution.UNKNOWN;
    assertThat(candidates.score(Criterion.SUPPORT).known()).isFalse();
  }
}
