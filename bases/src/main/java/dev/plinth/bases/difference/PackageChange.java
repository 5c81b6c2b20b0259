package dev.plinth.bases.difference;

import dev.plinth.bases.difference.Side.Installed;
import org.jspecify.annotations.Nullable;

/**
 * A package that is not the same on both sides.
 *
 * @param kind what happened to it
 * @param before null where it was not there
 * @param after null where it is gone
 */
public record PackageChange(Kind kind, @Nullable Installed before, @Nullable Installed after) {
  /** What can happen to a package, in the order of reports. */
  public enum Kind {
    ADDED,
    REMOVED,
    UPGRADED,
    DOWNGRADED,
    /** Another version, of which nobody can say whether it is higher. */
    CHANGED;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case ADDED -> "added";
        case REMOVED -> "removed";
        case UPGRADED -> "upgraded";
        case DOWNGRADED -> "downgraded";
        case CHANGED -> "changed";
      };
    }
  }

  /** The package as it is, or was. */
  public Installed any() {
    if (after != null) {
      return after;
    }
    if (before != null) {
      return before;
    }
    throw new IllegalStateException("a change of nothing");
  }
}
