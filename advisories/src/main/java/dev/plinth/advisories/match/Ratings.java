package dev.plinth.advisories.match;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.Affected;
import dev.plinth.findings.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How bad a vulnerability is for a package, and who says so.
 *
 * <p>In this order, the first that says anything: the word of the matching rows for that very
 * package; the word of their advisories; the CVE record's score or NVD's (or the word, where there
 * is only that); the word of the embedded starter set; the CVSS vectors of the advisories
 * themselves. Within one step the worst counts, so that no second advisory can make the first
 * harmless.
 */
final class Ratings {
  private Ratings() {}

  /**
   * @param source who says the severity; empty when nobody does
   * @param score the CVSS base score that goes with it, -1 when none
   * @param vector its vector, null when none
   */
  record Rating(Severity severity, String source, double score, @Nullable String vector) {}

  private record Score(double value, @Nullable String vector, String source) {}

  static Rating rate(List<Match> matches, List<Enrichment> enrichments) {
    Score recorded = recordedScore(enrichments);
    Score own = recorded == null ? ownScore(matches) : null;
    Score score = recorded != null ? recorded : own;
    double value = score == null ? -1 : score.value;
    String vector = score == null ? null : score.vector;
    Rating word = worstWord(matches, false, value, vector);
    if (word != null) {
      return word;
    }
    if (recorded != null) {
      return new Rating(Severity.ofScore(value), recorded.source, value, vector);
    }
    for (Enrichment enrichment : enrichments) {
      Severity severity = ofWord(enrichment.severityWord());
      if (severity != null) {
        return new Rating(severity, sourceOf(enrichment), value, vector);
      }
    }
    Rating starter = worstWord(matches, true, value, vector);
    if (starter != null) {
      return starter;
    }
    return own == null
        ? new Rating(Severity.UNKNOWN, "", -1, null)
        : new Rating(Severity.ofScore(value), own.source, value, vector);
  }

  private static @Nullable Rating worstWord(
      List<Match> matches, boolean starter, double value, @Nullable String vector) {
    Rating worst = null;
    for (boolean ofPackage : new boolean[] {true, false}) {
      for (Match match : matches) {
        Affected row = match.affected();
        if (ofStarter(row) != starter) {
          continue;
        }
        Severity severity = ofWord(ofPackage ? row.severityWord() : row.advisory().severityWord());
        if (severity != null && (worst == null || severity.compareTo(worst.severity) > 0)) {
          worst = new Rating(severity, authority(row), value, vector);
        }
      }
      if (worst != null) {
        return worst;
      }
    }
    return null;
  }

  /** CVE records before NVD, then the higher. */
  private static @Nullable Score recordedScore(List<Enrichment> enrichments) {
    Score best = null;
    for (Enrichment enrichment : enrichments) {
      String vector = enrichment.vector();
      double value = enrichment.score();
      if (value < 0 && vector != null) {
        value = CvssScores.base(vector);
      }
      if (value < 0 || value > 10) {
        continue;
      }
      Score score = new Score(value, vector, sourceOf(enrichment));
      if (best == null || before(score, best)) {
        best = score;
      }
    }
    return best;
  }

  private static boolean before(Score score, Score best) {
    boolean record = score.source.equals("cve-record");
    boolean bestRecord = best.source.equals("cve-record");
    return record == bestRecord ? score.value > best.value : record;
  }

  private static String sourceOf(Enrichment enrichment) {
    return enrichment.scoreSource().isEmpty() ? "cve-record" : enrichment.scoreSource();
  }

  /** Version 3 before 4 before 2, as most policies' thresholds are version 3's; then the higher. */
  private static @Nullable Score ownScore(List<Match> matches) {
    Score best = null;
    for (int rank = 0; best == null && rank < 3; rank++) {
      for (Match match : matches) {
        for (Advisory.Score given : match.affected().advisory().scores()) {
          // The others are not reckoned at all: version 3 is by far the cheapest.
          double value = rank(given) == rank ? CvssScores.base(given.vector()) : -1;
          if (value >= 0 && (best == null || value > best.value)) {
            best = new Score(value, given.vector(), authority(match.affected()));
          }
        }
      }
    }
    return best;
  }

  private static int rank(Advisory.Score score) {
    return switch (score.type()) {
      case "CVSS_V3" -> 0;
      case "CVSS_V4" -> 1;
      default -> 2;
    };
  }

  private static boolean ofStarter(Affected row) {
    return row.advisory().source().equals("starter");
  }

  /** Whose word a row is: the distribution's, the advisory database's, or ours. */
  static String authority(Affected row) {
    if (ofStarter(row)) {
      return "plinth";
    }
    String ecosystem = row.ecosystem();
    int colon = ecosystem.indexOf(':');
    return switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
      case "Debian" -> "debian";
      case "Ubuntu" -> "ubuntu";
      case "Alpine" -> "alpine";
      case "Wolfi", "Chainguard" -> "chainguard";
      case "AlmaLinux" -> "almalinux";
      case "Rocky Linux" -> "rocky";
      case "Red Hat" -> "redhat";
      case "SUSE", "openSUSE" -> "suse";
      case "Azure Linux" -> "azure";
      case "Photon OS" -> "photon";
      case "Mageia" -> "mageia";
      case "openEuler" -> "openeuler";
      default -> database(row.advisory());
    };
  }

  private static String database(Advisory advisory) {
    String id = advisory.id();
    int dash = id.indexOf('-');
    return switch (dash < 0 ? id : id.substring(0, dash)) {
      case "GHSA" -> "ghsa";
      case "PYSEC" -> "pypa";
      case "GO" -> "govulndb";
      case "RUSTSEC" -> "rustsec";
      case "BIT" -> "bitnami";
      case "MAL" -> "ossf";
      default -> advisory.source();
    };
  }

  /** The words of the vendors that rate; null for any other, which says nothing. */
  static @Nullable Severity ofWord(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT);
    int end = plain.length();
    // Debian marks with stars what it rated by itself.
    while (end > 0 && plain.charAt(end - 1) == '*') {
      end--;
    }
    return switch (plain.substring(0, end)) {
      case "critical" -> Severity.CRITICAL;
      case "high", "important" -> Severity.HIGH;
      case "medium", "moderate" -> Severity.MEDIUM;
      case "low" -> Severity.LOW;
      case "negligible", "unimportant", "none", "informational", "info" -> Severity.NEGLIGIBLE;
      default -> null;
    };
  }
}
