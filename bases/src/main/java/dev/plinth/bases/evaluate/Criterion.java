package dev.plinth.bases.evaluate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What candidates are weighed by. */
public enum Criterion {
  /** Who publishes it, and what proves that. */
  PROVENANCE,
  /** How old it is, and how soon fixes reach it. */
  CADENCE,
  /** How large it is, and what it offers to an attacker. */
  CONTENT,
  /** What may be done with it. */
  LICENCES,
  /** How long it is looked after. */
  SUPPORT;

  /** The lower-case word of reports and options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The criterion of that word; null where there is none. */
  public static @Nullable Criterion named(String word) {
    for (Criterion each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    return word.equals("licenses") ? LICENCES : null;
  }
}
