package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.tree.Keyword;
import java.util.Locale;

/** The instruction that somebody may have meant. */
final class Suggestion {
  private static final int FARTHEST = 2;
  private static final int LONGEST = 24;

  private Suggestion() {}

  /** The nearest instruction by Damerau's distance, at most 2; empty where none is near. */
  static String of(String word) {
    if (word.length() > LONGEST) {
      return "";
    }
    String upper = word.toUpperCase(Locale.ROOT);
    String best = "";
    int nearest = Math.min(FARTHEST, word.length() - 1) + 1;
    for (Keyword keyword : Keyword.values()) {
      int distance = keyword == Keyword.UNKNOWN ? nearest : distance(upper, keyword.name());
      if (distance < nearest) {
        nearest = distance;
        best = keyword.name();
      }
    }
    return best;
  }

  /** Optimal string alignment: insertions, deletions, replacements, swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(Math.min(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, table[i - 2][j - 2] + 1);
        }
        table[i][j] = least;
      }
    }
    return table[a.length()][b.length()];
  }
}
