package dev.plinth.bases.evaluate;

import dev.plinth.advisories.match.MatchResult;

/**
 * How much of an image the advisories can speak of: where they cannot, no finding means nothing.
 *
 * @param packages how many there are
 * @param covered of how many packages there are advisories
 */
record Coverage(int packages, int covered) {
  static Coverage of(Candidate candidate) {
    int all = candidate.inventory().packages().size();
    int without = 0;
    for (MatchResult.Uncovered each : candidate.matches().uncovered()) {
      without += each.packages();
    }
    return new Coverage(all, candidate.starterOnly() ? 0 : Math.max(0, all - without));
  }

  /** 0 where there are no packages. */
  int percent() {
    return packages == 0 ? 0 : (int) (100L * covered / packages);
  }
}
