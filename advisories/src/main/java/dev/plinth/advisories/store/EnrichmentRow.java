package dev.plinth.advisories.store;

import dev.plinth.advisories.AdvisorySource.Enrichment;
import org.jspecify.annotations.Nullable;

/** What the tables beside the advisories say of one vulnerability, gathered. */
final class EnrichmentRow {
  private @Nullable String added;
  private boolean ransomware;
  double epss = -1;
  private @Nullable String vector;
  private double score = -1;
  private String scoreSource = "";
  private String word = "";

  void exploited(String day, boolean byRansomware) {
    added = day;
    ransomware = byRansomware;
  }

  /** Takes a score unless a better source gave one: the CVE record, then NVD, then a table. */
  void score(String source, @Nullable String newVector, double newScore, String newWord) {
    boolean numbered = newScore >= 0;
    boolean has = score >= 0;
    if (scoreSource.isEmpty()
        || (numbered && !has)
        || (numbered == has && rank(source) < rank(scoreSource))) {
      scoreSource = source;
      vector = newVector;
      score = newScore;
      word = newWord;
    }
  }

  private static int rank(String source) {
    return switch (source) {
      case "cve-record" -> 0;
      case "nvd" -> 1;
      default -> 2;
    };
  }

  Enrichment toEnrichment() {
    return new Enrichment(added, ransomware, epss, vector, score, scoreSource, word);
  }
}
