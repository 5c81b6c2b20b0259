package dev.plinth.checks.rule;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names that somebody may have meant. A file of a million slips is not worth a million answers:
 * only the first candidates are compared, and only the first questions are answered.
 */
public final class NearName {
  private static final int LONGEST = 64;
  private static final int MOST_CANDIDATES = 500;
  private static final int MOST_QUESTIONS = 200;

  private final List<String> candidates;
  private int questions;

  /** Of these names. */
  public NearName(Collection<String> candidates) {
    this.candidates = candidates.stream().limit(MOST_CANDIDATES).toList();
  }

  /**
   * The candidate that is nearest, whatever the case: one slip away, two in words of six letters
   * and more. Null where none is that near.
   */
  public @Nullable String of(String word) {
    if (word.length() < 3 || word.length() > LONGEST || ++questions > MOST_QUESTIONS) {
      return null;
    }
    int farthest = word.length() < 6 ? 1 : 2;
    String lower = word.toLowerCase(Locale.ROOT);
    @Nullable String best = null;
    int nearest = farthest + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) > farthest) {
        continue;
      }
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
      if (distance < nearest
          || (distance == nearest && best != null && candidate.compareTo(best) < 0)) {
        nearest = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Optimal string alignment: insertions, deletions, replacements, swaps of neighbours. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, beforeLast[j - 2] + 1);
        }
        row[j] = least;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
