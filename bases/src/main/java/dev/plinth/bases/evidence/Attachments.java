package dev.plinth.bases.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is attached to an image, as far as somebody could tell.
 *
 * @param found in the order of looking, each once
 * @param gaps why there may be more, clauses; empty where all was looked at
 */
public record Attachments(List<Attached> found, List<String> gaps) {
  /** Keeps its own copies. */
  public Attachments {
    found = List.copyOf(found);
    gaps = List.copyOf(gaps);
  }

  /** Nobody looked. */
  public static Attachments unknown(String why) {
    return new Attachments(List.of(), List.of(why));
  }

  /** The first of that kind; null where there is none, or none was found. */
  public @Nullable Attached first(Attached.Kind kind) {
    for (Attached each : found) {
      if (each.kind() == kind) {
        return each;
      }
    }
    return null;
  }

  /** Whether what was not found is not there. */
  public boolean whole() {
    return gaps.isEmpty();
  }
}
