package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.tree.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A variable that an instruction may use.
 *
 * @param name of it
 * @param value what it holds; null where only the build tells, as for an ARG without a default
 * @param kind where it comes from
 * @param declared the pair that gives it; null for those nobody declares
 */
public record Variable(String name, @Nullable String value, Kind kind, @Nullable Pair declared) {
  /** Where a variable comes from. */
  public enum Kind {
    /** ARG of a stage: gone in the image. */
    ARG,
    /** ARG before the first FROM. */
    GLOBAL_ARG,
    /** ENV: stays in the image. */
    ENV,
    /** The builder gives it: proxies, platforms. */
    PREDEFINED
  }
}
