package dev.plinth.bases.history;

/**
 * Where the base ends, as far as the history tells.
 *
 * @param name what the builder wrote into the history as the base's name; empty where it wrote none
 * @param layers how many of the lowest layers are the base's, -1 where nobody can tell
 * @param explanation why, a clause without a final stop; empty where there is nothing to say
 */
public record Boundary(String name, int layers, String explanation) {
  /** Nothing tells. */
  static final Boundary UNKNOWN = new Boundary("", -1, "");
}
