package dev.plinth.bases.evaluate;

import dev.plinth.bases.evaluate.Evidence.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * What an image scores by one criterion.
 *
 * @param points 0 to 100, -1 where they are not known
 * @param evidence the reasons, in a fixed order
 */
public record Score(Criterion criterion, int points, List<Evidence> evidence) {
  /** Keeps its own copy. */
  public Score {
    evidence = List.copyOf(evidence);
  }

  /** Whether enough is known. */
  public boolean known() {
    return points >= 0;
  }

  /**
   * Adds up the parts of a criterion. A part that is not known brings nothing; where less than half
   * of what there is to have is known, neither are the points.
   */
  static final class Tally {
    private final Criterion criterion;
    private final List<Evidence> evidence = new ArrayList<>();
    private long earned;
    private int known;
    private int all;

    Tally(Criterion criterion) {
      this.criterion = criterion;
    }

    /**
     * A part of which a share is reached.
     *
     * @param of what it could bring
     * @param percent 0 to 100
     * @param text what tells so
     */
    void part(int of, int percent, String text) {
      part(of, percent, percent >= 50 ? Standing.FOR : Standing.AGAINST, text);
    }

    /** The same, where the share alone does not tell which way it points. */
    void part(int of, int percent, Standing standing, String text) {
      all += of;
      known += of;
      earned += (long) of * percent;
      evidence.add(new Evidence(standing, text, rounded(of, percent), of));
    }

    /** A part that is there or is not. */
    void has(int of, boolean there, String text) {
      part(of, there ? 100 : 0, text);
    }

    /** A part that is not known. */
    void unknown(int of, String text) {
      all += of;
      evidence.add(new Evidence(Standing.UNKNOWN, text, -1, of));
    }

    /** What else to know. */
    void note(Standing standing, String text) {
      evidence.add(new Evidence(standing, text, -1, 0));
    }

    private static int rounded(int of, int percent) {
      return (of * percent + 50) / 100;
    }

    Score score() {
      return capped(100);
    }

    /** The score, and no more than that. */
    Score capped(int most) {
      boolean enough = all > 0 && known * 2 >= all;
      int points = enough ? (int) ((earned * 2 + all) / (2L * all)) : -1;
      return new Score(criterion, Math.min(points, most), evidence);
    }
  }
}
