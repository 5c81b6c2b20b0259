package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * A word of an instruction.
 *
 * @param line the text it stands in
 * @param from where it begins in that text
 * @param to where it ends
 * @param decoded what it says where that is not what stands there; null for most
 */
public record Word(LogicalText line, int from, int to, @Nullable String decoded) {
  /** A word that says what stands there. */
  public static Word of(LogicalText line, int from, int to) {
    return new Word(line, from, to, null);
  }

  /**
   * What it says before variables are put in, one character per byte: as it stands, quotes
   * included, but for the strings of a JSON array, which are decoded, and for flags, whose quotes
   * are gone.
   */
  public String value() {
    return decoded == null ? line.raw(from, to) : decoded;
  }

  /** Its place in the file. */
  public Span span() {
    return line.span(from, to);
  }

  /** What it says, read as UTF-8, for people. */
  public String text() {
    return SourceText.utf8(value());
  }

  /** A part of what stands there, as a word of its own. */
  public Word part(int start, int end) {
    return of(line, from + start, from + end);
  }

  @Override
  public String toString() {
    return text();
  }
}
