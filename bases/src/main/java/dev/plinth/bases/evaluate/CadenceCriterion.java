package dev.plinth.bases.evaluate;

import dev.plinth.bases.evaluate.Evidence.Standing;
import dev.plinth.bases.evidence.BuildDay;
import dev.plinth.bases.evidence.NewestBuild;
import dev.plinth.bases.known.Family;
import dev.plinth.bases.known.FamilyNames;
import dev.plinth.bases.known.ImageName;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Vulnerability;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How old an image is, whether its kind is still built, how long fixes have not reached it. */
final class CadenceCriterion {
  private static final int AGE = 50;
  private static final int KIND = 20;
  private static final int FIXES = 30;

  /** Six months without an update is a red flag. */
  private static final long RED = 182;

  /** A month is more than any rebuild habit needs. */
  private static final long LONG = 30;

  private static final Curve DAYS = new Curve(7, 100, 30, 80, 90, 50, RED, 20, 365, 0);

  private CadenceCriterion() {}

  static Score of(Candidate candidate) {
    Score.Tally tally = new Score.Tally(Criterion.CADENCE);
    LocalDate built = BuildDay.of(candidate.image().config().created());
    age(tally, candidate, built);
    kind(tally, candidate);
    fixes(tally, candidate);
    habit(tally, candidate);
    return tally.score();
  }

  /** What its makers say of themselves, which counts for nothing. */
  private static void habit(Score.Tally tally, Candidate candidate) {
    ImageName name = candidate.name();
    Family family = name == null || candidate.own() != null ? null : FamilyNames.of(name);
    if (family != null && !family.rebuilt().isEmpty()) {
      tally.note(
          Standing.NOTE,
          "its makers rebuild " + family.shown() + " " + family.rebuilt() + ", by what they say");
    }
  }

  private static void age(Score.Tally tally, Candidate candidate, @Nullable LocalDate built) {
    String created = candidate.image().config().created();
    if (built == null) {
      tally.unknown(
          AGE,
          created.isEmpty()
              ? "build date not known"
              : "build date hidden: it says " + year(created));
      return;
    }
    long days = days(built, candidate.today());
    tally.part(AGE, DAYS.at(days), "built " + built + ", " + ago(days) + red(days));
  }

  private static String year(String created) {
    return created.length() > 10 ? created.substring(0, 10) : created;
  }

  private static void kind(Score.Tally tally, Candidate candidate) {
    NewestBuild newest = candidate.newest();
    LocalDate day = newest.day();
    if (day == null) {
      tally.unknown(
          KIND,
          "newest build of its kind not known"
              + (newest.failure().isEmpty() ? "" : ": " + newest.failure()));
      return;
    }
    long days = days(day, candidate.today());
    String of = newest.looked() == 1 ? "its own tag alone" : "tag " + newest.tag();
    tally.part(
        KIND,
        DAYS.at(days),
        "newest build of its kind: "
            + ago(days)
            + " ("
            + of
            + ")"
            + red(days)
            + (newest.whole() ? "" : "; of the first pages of tags"));
  }

  private static void fixes(Score.Tally tally, Candidate candidate) {
    List<Long> standing = new ArrayList<>();
    int fixable = 0;
    for (Finding finding : candidate.matches().findings()) {
      if (finding.fixable()) {
        fixable++;
        LocalDate since = since(finding.vulnerability());
        if (since != null) {
          standing.add(days(since, candidate.today()));
        }
      }
    }
    if (fixable == 0) {
      boolean covered = Coverage.of(candidate).percent() >= 50;
      if (covered) {
        tally.has(FIXES, true, "no known fix is missing");
      } else {
        tally.unknown(FIXES, "missing fixes not known: no advisories");
      }
      return;
    }
    int undated = fixable - standing.size();
    if (undated > standing.size()) {
      tally.unknown(
          FIXES,
          counted(fixable, "fix", "fixes")
              + " missing, since when is not known"
              + (standing.isEmpty() ? "" : " of " + undated));
      return;
    }
    Collections.sort(standing);
    long worst = standing.getLast();
    long median = standing.get((standing.size() - 1) / 2);
    int stale = undated;
    for (long days : standing) {
      stale += days > LONG ? 1 : 0;
    }
    // By the worst and the count, not by the median: one more fresh one would make that better.
    int percent = Math.max(0, DAYS.at(worst) - Math.min(30, stale));
    tally.part(
        FIXES,
        percent,
        counted(fixable, "fix", "fixes")
            + " missing, out for "
            + (standing.size() == 1
                ? counted(worst, "day", "days")
                : counted(median, "day", "days") + " (median), " + worst + " at worst"));
    if (undated > 0) {
      tally.note(Standing.UNKNOWN, "since when is not known of " + undated + " of them");
    }
  }

  private static @Nullable LocalDate since(@Nullable Vulnerability vulnerability) {
    if (vulnerability == null || vulnerability.published().isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(vulnerability.published());
    } catch (DateTimeParseException e) {
      return null; // an advisory may say anything
    }
  }

  private static long days(LocalDate from, LocalDate to) {
    return Math.max(0, ChronoUnit.DAYS.between(from, to));
  }

  private static String ago(long days) {
    return days == 0 ? "today" : counted(days, "day", "days") + " ago";
  }

  private static String red(long days) {
    return days > RED ? ": over six months without an update" : "";
  }

  static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
