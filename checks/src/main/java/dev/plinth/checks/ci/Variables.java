package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Variables or inputs by name, those that are merged in as well. Nothing is copied: thousands of
 * steps may have the same thousand variables around them.
 */
final class Variables {
  /** None. */
  static final Variables NONE = new Variables(null, new Mapping(false));

  private final @Nullable Variables outer;
  private final Mapping own;

  private Variables(@Nullable Variables outer, Mapping own) {
    this.outer = outer;
    this.own = own;
  }

  /** Those of one place, which may still grow. */
  static Variables of(Mapping own) {
    return new Variables(null, own);
  }

  /** With those that stand further in, which go first. */
  Variables with(Mapping inner) {
    return inner.keys.isEmpty() ? this : new Variables(this, inner);
  }

  /** What that one is; null where nobody says. */
  @Nullable Scalar get(String name) {
    for (Variables each = this; each != null; each = each.outer) {
      Node value = each.own.get(name);
      if (value instanceof Mapping described) {
        // GitLab's, with a description.
        value = described.get("value");
      }
      if (value instanceof Scalar scalar) {
        return scalar;
      }
    }
    return null;
  }

  /** Its text without spaces around; empty where it has none. */
  String text(String name) {
    Scalar scalar = get(name);
    return scalar == null || scalar.absent() ? "" : scalar.text().strip();
  }
}
