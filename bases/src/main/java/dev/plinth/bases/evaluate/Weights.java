package dev.plinth.bases.evaluate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much each criterion counts.
 *
 * @param profile what they are called; {@code own} where somebody gave them
 */
public record Weights(String profile, Map<Criterion, Integer> weights) {
  /** No criterion counts more than that. */
  public static final int MOST = 100;

  /** All alike. */
  public static final Weights EQUAL = of("equal", 1, 1, 1, 1, 1);

  private static final List<Weights> PROFILES =
      List.of(
          EQUAL,
          // Reached by everybody: what is in it, and how soon fixes come, decide.
          of("public-api", 2, 3, 3, 1, 2),
          // Reached by nobody from outside, runs for years: support and size.
          of("batch", 1, 1, 2, 1, 2),
          // Somebody asks where it comes from and what may be done with it.
          of("regulated", 3, 2, 1, 3, 3));

  /** Keeps its own copy. */
  public Weights {
    weights = Map.copyOf(weights);
  }

  private static Weights of(
      String profile, int provenance, int cadence, int content, int licences, int support) {
    return new Weights(
        profile,
        Map.of(
            Criterion.PROVENANCE,
            provenance,
            Criterion.CADENCE,
            cadence,
            Criterion.CONTENT,
            content,
            Criterion.LICENCES,
            licences,
            Criterion.SUPPORT,
            support));
  }

  /** The names of all profiles. */
  public static List<String> profiles() {
    return PROFILES.stream().map(Weights::profile).toList();
  }

  /** The profile of that name; null where there is none. */
  public static @Nullable Weights profile(String name) {
    for (Weights each : PROFILES) {
      if (each.profile().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /**
   * The same with some others.
   *
   * @param text {@code criterion=weight} by commas, weights from 0 to {@value #MOST}
   * @return null where the text is none, or leaves no weight at all
   */
  public @Nullable Weights with(String text) {
    Map<Criterion, Integer> own = new EnumMap<>(weights);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      Criterion criterion = equals < 0 ? null : Criterion.named(part.substring(0, equals).strip());
      String number = part.substring(equals + 1).strip();
      if (criterion == null || !number.matches("[0-9]{1,3}") || Integer.parseInt(number) > MOST) {
        return null;
      }
      own.put(criterion, Integer.parseInt(number));
    }
    Weights made = new Weights("own", own);
    return made.all() == 0 ? null : made;
  }

  /** That criterion's. */
  public int of(Criterion criterion) {
    return weights.getOrDefault(criterion, 0);
  }

  /** All together. */
  public int all() {
    int all = 0;
    for (Criterion each : Criterion.values()) {
      all += of(each);
    }
    return all;
  }
}
