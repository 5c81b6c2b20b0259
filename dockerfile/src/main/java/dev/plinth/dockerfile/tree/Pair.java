package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * A name with its value, as ENV, LABEL and ARG take them.
 *
 * @param name as it stands, quotes included
 * @param value as it stands, quotes included; null where an ARG gives none
 */
public record Pair(Word name, @Nullable Word value) {
  /** Its place in the file. */
  public Span span() {
    return value == null ? name.span() : name.span().to(value.span());
  }

  /** The value as it stands, empty where there is none. */
  public String valueOrEmpty() {
    return value == null ? "" : value.value();
  }
}
