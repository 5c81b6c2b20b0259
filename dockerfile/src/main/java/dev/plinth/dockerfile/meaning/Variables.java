package dev.plinth.dockerfile.meaning;

import org.jspecify.annotations.Nullable;

/** The variables that can be seen from one place. */
@FunctionalInterface
public interface Variables {
  /** None at all. */
  Variables NONE = name -> null;

  /** The variable of that name, null where there is none. */
  @Nullable Variable find(String name);
}
