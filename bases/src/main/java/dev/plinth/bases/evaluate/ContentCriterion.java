package dev.plinth.bases.evaluate;

import static dev.plinth.bases.evaluate.CadenceCriterion.counted;

import dev.plinth.bases.evaluate.Evidence.Standing;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Kind;
import dev.plinth.inventory.profile.ImageProfile.Program;
import dev.plinth.inventory.profile.ImageProfile.SpecialFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How large an image is, what it offers to an attacker, and what is wrong with it. */
final class ContentCriterion {
  private static final int SIZE = 20;
  private static final int PACKAGES = 15;
  private static final int SHELLS = 5;
  private static final int MANAGERS = 10;
  private static final int COMPILERS = 10;
  private static final int SPECIAL = 10;
  private static final int FINDINGS = 30;

  private static final long MEGABYTE = 1_000_000;
  private static final Curve BYTES =
      new Curve(
          10 * MEGABYTE,
          100,
          50 * MEGABYTE,
          85,
          100 * MEGABYTE,
          70,
          250 * MEGABYTE,
          45,
          500 * MEGABYTE,
          25,
          1_000 * MEGABYTE,
          10,
          2_000 * MEGABYTE,
          0);
  private static final Curve COUNT = new Curve(0, 100, 20, 90, 100, 60, 250, 30, 500, 10, 1_000, 0);

  /** Names of programs that are told, at most. */
  private static final int NAMED = 4;

  private ContentCriterion() {}

  static Score of(Candidate candidate) {
    Score.Tally tally = new Score.Tally(Criterion.CONTENT);
    size(tally, candidate);
    int packages = candidate.inventory().packages().size();
    tally.part(PACKAGES, COUNT.at(packages), counted(packages, "package", "packages"));
    ImageProfile profile = candidate.profile();
    if (profile.whole()) {
      programs(tally, SHELLS, "shell", profile, Kind.SHELL);
      programs(tally, MANAGERS, "package manager", profile, Kind.PACKAGE_MANAGER);
      programs(tally, COMPILERS, "compiler", profile, Kind.COMPILER, Kind.BUILD_TOOL);
      special(tally, profile);
    } else {
      tally.unknown(
          SHELLS + MANAGERS + COMPILERS + SPECIAL, "programs not known: too many files to tell");
    }
    findings(tally, candidate);
    return tally.score();
  }

  private static void size(Score.Tally tally, Candidate candidate) {
    long stored = 0;
    long unpacked = 0;
    boolean known = true;
    for (LayerSummary layer : candidate.inventory().layers()) {
      known &= layer.storedSize() >= 0;
      stored += layer.storedSize();
      unpacked += layer.unpackedSize();
    }
    if (candidate.inventory().layers().isEmpty()) {
      for (ImageProfile.Share share : candidate.profile().shares()) {
        unpacked += share.visible();
      }
      known = false;
    }
    tally.part(
        SIZE,
        BYTES.at(unpacked),
        megabytes(unpacked) + " unpacked" + (known ? ", " + megabytes(stored) + " stored" : ""));
  }

  /** Decimal, as registries count; one decimal below ten. */
  static String megabytes(long bytes) {
    if (bytes < MEGABYTE) {
      return (bytes + 500) / 1_000 + " kB";
    }
    long tenths = (bytes + MEGABYTE / 20) / (MEGABYTE / 10);
    return tenths < 100
        ? tenths / 10 + "." + tenths % 10 + " MB"
        : (bytes + MEGABYTE / 2) / MEGABYTE + " MB";
  }

  private static void programs(
      Score.Tally tally, int of, String what, ImageProfile profile, Kind... kinds) {
    TreeSet<String> names = new TreeSet<>();
    for (Kind kind : kinds) {
      for (Program each : profile.of(kind)) {
        names.add(each.name());
      }
    }
    if (names.isEmpty()) {
      tally.has(of, true, "no " + what);
      return;
    }
    List<String> shown = new ArrayList<>(names);
    int more = shown.size() - NAMED;
    tally.has(
        of,
        false,
        what
            + (names.size() == 1 ? ": " : "s: ")
            + String.join(", ", shown.subList(0, Math.min(NAMED, shown.size())))
            + (more > 0 ? " and " + more + " more" : ""));
  }

  private static void special(Score.Tally tally, ImageProfile profile) {
    int count = 0;
    for (SpecialFile each : profile.special()) {
      count += each.setUser() || each.setGroup() ? 1 : 0;
    }
    int all = profile.specials() > profile.special().size() ? profile.specials() : count;
    tally.part(
        SPECIAL,
        Math.max(0, 100 - 10 * all),
        all == 0 ? Standing.FOR : Standing.AGAINST,
        all == 0
            ? "no setuid files"
            : counted(all, "setuid or setgid file", "setuid or setgid files"));
  }

  private static void findings(Score.Tally tally, Candidate candidate) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Finding finding : candidate.matches().findings()) {
      counts.merge(finding.severity(), 1, Integer::sum);
    }
    Coverage coverage = Coverage.of(candidate);
    String told = told(counts);
    if (candidate.inventory().packages().isEmpty()) {
      tally.unknown(FINDINGS, "findings not known: no package in it is known");
    } else if (coverage.covered() == 0) {
      tally.unknown(
          FINDINGS,
          "findings not known: no advisories; run plinth db update"
              + (counts.isEmpty() ? "" : " (the starter set alone has " + told + ")"));
    } else {
      int percent = (int) Math.max(0, 100 - penalty(counts));
      tally.part(
          FINDINGS,
          percent * coverage.percent() / 100,
          counts.isEmpty() ? Standing.FOR : Standing.AGAINST,
          told);
      if (coverage.covered() < coverage.packages()) {
        tally.note(
            Standing.UNKNOWN,
            "no advisories for "
                + (coverage.packages() - coverage.covered())
                + " of "
                + counted(coverage.packages(), "package", "packages"));
      }
    }
  }

  /** An unknown severity counts as a high one, as it does at the gate. */
  private static long penalty(Map<Severity, Integer> counts) {
    long quarters = 0;
    for (Map.Entry<Severity, Integer> each : counts.entrySet()) {
      long each4 =
          switch (each.getKey()) {
            case CRITICAL -> 80;
            case HIGH, UNKNOWN -> 24;
            case MEDIUM -> 4;
            case LOW, NEGLIGIBLE -> 1;
          };
      quarters += each4 * each.getValue();
    }
    return (quarters + 3) / 4;
  }

  private static String told(Map<Severity, Integer> counts) {
    if (counts.isEmpty()) {
      return "no known vulnerabilities";
    }
    List<String> parts = new ArrayList<>();
    Severity[] all = Severity.values();
    for (int i = all.length - 1; i >= 0; i--) {
      Integer count = counts.get(all[i]);
      if (count != null) {
        parts.add(count + " " + (all[i] == Severity.UNKNOWN ? "unrated" : all[i].word()));
      }
    }
    return "vulnerabilities: " + String.join(", ", parts);
  }
}
