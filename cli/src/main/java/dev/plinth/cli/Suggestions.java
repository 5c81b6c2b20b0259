package dev.plinth.cli;

import java.util.ArrayList;
import java.util.List;

/** What a mistyped word may have meant. */
final class Suggestions {
  private Suggestions() {}

  /** The candidates at an edit distance of at most a third of the word, in their order. */
  static List<String> near(String word, List<String> candidates) {
    String bounded = word.length() > 40 ? word.substring(0, 40) : word;
    List<String> near = new ArrayList<>();
    for (String candidate : candidates) {
      boolean begins = bounded.length() >= 2 && candidate.startsWith(bounded);
      if (begins || distance(bounded, candidate) <= Math.max(1, candidate.length() / 3)) {
        near.add(candidate);
      }
    }
    return near;
  }

  /**
   * Changes, insertions, removals and swaps of neighbours: the optimal string alignment distance.
   */
  static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      rows[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      rows[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, rows[i - 2][j - 2] + 1);
        }
        rows[i][j] = best;
      }
    }
    return rows[a.length()][b.length()];
  }
}
