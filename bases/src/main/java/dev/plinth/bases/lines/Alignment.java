package dev.plinth.bases.lines;

import dev.plinth.oci.image.HistoryEntry;
import java.util.Arrays;
import java.util.List;

/**
 * Which steps of a history are which instructions: all ways in which the instructions, in their
 * order, can be the end of the history.
 *
 * <p>What makes a layer must be in the history, everything else may be absent, and steps without a
 * layer may be there that no instruction made. Of all ways, those count that have the most
 * instructions in the history. Only what all of these agree on is said.
 */
final class Alignment {
  /** Instructions times steps beyond which a file or history is made to cost time. */
  static final long LARGEST = 4_000_000;

  /** Of a step that is beneath the first instruction. */
  static final int BENEATH = -1;

  /** Of a step of which nobody can tell whose it is. */
  static final int UNKNOWN = -2;

  private static final int IMPOSSIBLE = Integer.MIN_VALUE / 2;

  private final List<BuildStep> steps;
  private final List<HistoryEntry> history;
  private final boolean[][] fits;
  private final int[][] after;
  private final int[][] before;

  private Alignment(List<BuildStep> steps, List<HistoryEntry> history, boolean[][] fits) {
    this.steps = steps;
    this.history = history;
    this.fits = fits;
    this.after = new int[steps.size() + 1][history.size() + 1];
    this.before = new int[steps.size() + 1][history.size() + 1];
  }

  /**
   * The instruction of each step of the history; empty where the instructions cannot be its end.
   *
   * @param fits by instruction and step
   */
  static int[] of(List<BuildStep> steps, List<HistoryEntry> history, boolean[][] fits) {
    Alignment alignment = new Alignment(steps, history, fits);
    alignment.fillAfter();
    int best = IMPOSSIBLE;
    for (int h = 0; h <= history.size(); h++) {
      best = Math.max(best, alignment.after[0][h]);
    }
    if (best <= 0) {
      return new int[0];
    }
    alignment.fillBefore();
    return alignment.agreed(best);
  }

  private void fillAfter() {
    int last = history.size();
    for (int i = steps.size(); i >= 0; i--) {
      for (int h = last; h >= 0; h--) {
        int score = i == steps.size() && h == last ? 0 : IMPOSSIBLE;
        if (i < steps.size() && h < last && fits[i][h]) {
          score = Math.max(score, 1 + after[i + 1][h + 1]);
        }
        if (h < last && history.get(h).emptyLayer()) {
          score = Math.max(score, after[i][h + 1]);
        }
        if (i < steps.size() && steps.get(i).optional()) {
          score = Math.max(score, after[i + 1][h]);
        }
        after[i][h] = Math.max(score, IMPOSSIBLE);
      }
    }
  }

  private void fillBefore() {
    for (int[] row : before) {
      Arrays.fill(row, IMPOSSIBLE);
    }
    Arrays.fill(before[0], 0);
    for (int i = 0; i <= steps.size(); i++) {
      for (int h = 0; h <= history.size(); h++) {
        int score = before[i][h];
        if (i > 0 && h > 0 && history.get(h - 1).emptyLayer()) {
          score = Math.max(score, before[i][h - 1]);
        }
        if (i > 0 && steps.get(i - 1).optional()) {
          score = Math.max(score, before[i - 1][h]);
        }
        if (i > 0 && h > 0 && fits[i - 1][h - 1]) {
          score = Math.max(score, 1 + before[i - 1][h - 1]);
        }
        before[i][h] = Math.max(score, IMPOSSIBLE);
      }
    }
  }

  private int[] agreed(int best) {
    int highest = 0;
    for (int h = 0; h <= history.size(); h++) {
      highest = after[0][h] == best ? h : highest;
    }
    int[] agreed = new int[history.size()];
    for (int h = 0; h < history.size(); h++) {
      int found = BENEATH;
      int ways = h < highest ? 1 : 0;
      for (int i = 0; i < steps.size(); i++) {
        if (fits[i][h] && before[i][h] + 1 + after[i + 1][h + 1] == best) {
          ways++;
          found = i;
        }
      }
      agreed[h] = ways == 1 ? found : UNKNOWN;
    }
    return agreed;
  }
}
