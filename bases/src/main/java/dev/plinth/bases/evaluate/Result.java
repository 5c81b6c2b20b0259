package dev.plinth.bases.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one candidate.
 *
 * @param target as it was asked for
 * @param identity which image it is; null where it could not be read
 * @param scores one for each criterion, in their order; empty where it could not be read
 * @param total 0 to 100, over what is known; -1 where less than half of the weight is known
 * @param known how much of the weight is known, in percent
 * @param problems how many of its files could not be read, so that evidence may be missing
 * @param failure why it could not be read; empty where it could
 * @param next what to do about that; empty where it could
 */
public record Result(
    String target,
    @Nullable Identity identity,
    List<Score> scores,
    int total,
    int known,
    int problems,
    String failure,
    String next) {
  /** Keeps its own copy. */
  public Result {
    scores = List.copyOf(scores);
  }

  /**
   * Which image it is; texts are empty where they are not known.
   *
   * @param form how it was stored
   * @param digest of its manifest, else of its configuration
   * @param platform such as {@code linux/amd64}
   * @param created as its configuration says
   */
  public record Identity(
      String name,
      String form,
      String digest,
      String platform,
      String platformNote,
      String created) {}

  /** Whether it was read. */
  public boolean read() {
    return failure.isEmpty();
  }

  /** Whether enough is known for a total. */
  public boolean hasTotal() {
    return total >= 0;
  }

  /** Its score by that criterion; null where it could not be read. */
  public @Nullable Score score(Criterion criterion) {
    for (Score each : scores) {
      if (each.criterion() == criterion) {
        return each;
      }
    }
    return null;
  }
}
