package dev.plinth.bases.tags;

/** How far an update may go; each allows what stands before it, too. */
public enum Level {
  /** The same version, built anew: another day, revision or build number. */
  REFRESH,
  /** The third number of the version or one behind it. */
  PATCH,
  /** The second number of the version. */
  MINOR,
  /** The first number of the version, and of versions before 1 the second. */
  MAJOR,
  /**
   * Another release of the distribution: a code name or number in the tag's suffix, or the tag
   * itself where the image is a distribution.
   */
  SUITE;

  /** The one that allows more. */
  Level or(Level other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
