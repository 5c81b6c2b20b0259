package dev.plinth.bases.update;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is built on today's base.
 *
 * @param subject an image, or the base that files name
 * @param base its name with its tag; empty where not known
 * @param state whether it is today's
 * @param how how that is known, or why not, a sentence without a final stop
 * @param effect what rebuilding on today's brings; null where it is today's, or not known
 * @param places files that name it, with their lines; none for an image
 */
public record Freshness(
    String subject,
    String base,
    State state,
    String how,
    @Nullable Effect effect,
    List<String> places) {
  /** Keeps its own copy. */
  public Freshness {
    places = List.copyOf(places);
  }

  /** Whether it is today's. */
  public enum State {
    /** It is. */
    CURRENT,
    /** There is a newer one. */
    OUTDATED,
    /** Nobody can tell. */
    UNKNOWN;

    /** The lower-case word of reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How soon to rebuild. */
  public Effect.Urgency urgency() {
    Effect known = effect;
    return switch (state) {
      case CURRENT -> Effect.Urgency.NONE;
      case UNKNOWN -> Effect.Urgency.UNKNOWN;
      case OUTDATED -> known == null ? Effect.Urgency.UNKNOWN : known.urgency();
    };
  }
}
