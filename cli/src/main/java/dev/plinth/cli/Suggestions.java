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

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
