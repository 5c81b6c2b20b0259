package dev.plinth.policy;

import java.util.List;

/** Which known word a mistyped one was meant to be. */
public final class Spelling {
  private static final int MAX_LENGTH = 40;

  private Spelling() {}

  /** The nearest word within two slips of the hand (one for short words), or empty. */
  public static String closest(String typed, List<String> known) {
    String best = "";
    int least = typed.length() <= 4 ? 2 : 3;
    if (typed.length() > MAX_LENGTH) {
      return best;
    }
    for (String word : known) {
      int distance = distance(typed, word);
      if (distance < least) {
        least = distance;
        best = word;
      }
    }
    return best;
  }

  /** The words in a sentence: {@code `a`, `b` or `c`}. */
  public static String list(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(i == 0 ? "" : i == words.size() - 1 ? " or " : ", ");
      text.append('`').append(words.get(i)).append('`');
    }
    return text.toString();
  }

  /** Insertions, deletions, replacements and swaps of neighbours, by dynamic programming. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
