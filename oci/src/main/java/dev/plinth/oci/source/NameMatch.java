package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Reference;
import org.jspecify.annotations.Nullable;

/** Whether a name that an image carries is the one that was asked for. */
final class NameMatch {
  /** The worst match: none. */
  static final int NONE = 3;

  private final String wanted;
  private final @Nullable Reference reference;

  NameMatch(String wanted) {
    this.wanted = wanted;
    this.reference = reference(wanted);
  }

  /**
   * How well it fits: 0 letter by letter, 1 the same reference in another spelling ({@code app} and
   * {@code docker.io/library/app:latest}), 2 its tag alone, {@link #NONE} otherwise.
   */
  int rank(String name) {
    if (name.equals(wanted)) {
      return 0;
    }
    Reference other = reference(name);
    if (other == null) {
      return NONE;
    }
    if (other.equals(reference)) {
      return 1;
    }
    return other.tag().equals(wanted) && name.endsWith(":" + wanted) ? 2 : NONE;
  }

  private static @Nullable Reference reference(String text) {
    try {
      return Reference.parse(text).withDefaultTag();
    } catch (PlinthException e) {
      return null; // names in archives may be anything; such a one can only match letter by letter
    }
  }

  /** As people write it: {@code docker.io/library/app:1.0} is {@code app:1.0}. */
  static String familiar(String name) {
    if (!name.startsWith("docker.io/")) {
      return name;
    }
    Reference reference = reference(name);
    return reference == null ? name : reference.familiar();
  }
}
