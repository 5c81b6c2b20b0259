package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.shell.WordPart.DoubleQuoted;
import dev.plinth.dockerfile.shell.WordPart.Literal;
import dev.plinth.dockerfile.shell.WordPart.SingleQuoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word of the shell.
 *
 * @param from index of its first character
 * @param to index behind its last
 * @param parts in order, with nothing between them
 */
public record ShellWord(int from, int to, List<WordPart> parts) {
  /** Keeps its own copy. */
  public ShellWord {
    parts = List.copyOf(parts);
  }

  /** What it says once quotes are gone; null where an expansion decides. */
  public @Nullable String value() {
    if (parts.size() == 1 && parts.getFirst() instanceof Literal literal) {
      return literal.value();
    }
    StringBuilder out = new StringBuilder();
    return append(parts, out) ? out.toString() : null;
  }

  /**
   * What it says as far as can be told: quotes gone, each expansion as one {@code \0}, which no
   * shell word can hold.
   */
  public String pattern() {
    if (parts.size() == 1 && parts.getFirst() instanceof Literal literal) {
      return literal.value();
    }
    StringBuilder out = new StringBuilder();
    outline(parts, out);
    return out.toString();
  }

  /** True where it says exactly that, quoted or not. */
  public boolean is(String text) {
    return text.equals(value());
  }

  /** True where it begins with that text, whatever follows. */
  public boolean startsWith(String text) {
    return pattern().startsWith(text);
  }

  /** True where no part of it is quoted in any way. */
  public boolean bare() {
    for (WordPart part : parts) {
      if (part instanceof SingleQuoted
          || part instanceof DoubleQuoted
          || (part instanceof Literal literal && literal.escaped())) {
        return false;
      }
    }
    return true;
  }

  /** Its text where all of it is one unquoted literal, as reserved words must be; else null. */
  public @Nullable String plain() {
    return parts.size() == 1 && parts.getFirst() instanceof Literal literal && !literal.escaped()
        ? literal.value()
        : null;
  }

  private static boolean append(List<WordPart> parts, StringBuilder out) {
    for (WordPart part : parts) {
      if (part instanceof Literal literal) {
        out.append(literal.value());
      } else if (part instanceof SingleQuoted quoted) {
        out.append(quoted.value());
      } else if (!(part instanceof DoubleQuoted quoted) || !append(quoted.parts(), out)) {
        return false;
      }
    }
    return true;
  }

  private static void outline(List<WordPart> parts, StringBuilder out) {
    for (WordPart part : parts) {
      if (part instanceof Literal literal) {
        out.append(literal.value());
      } else if (part instanceof SingleQuoted quoted) {
        out.append(quoted.value());
      } else if (part instanceof DoubleQuoted quoted) {
        outline(quoted.parts(), out);
      } else {
        out.append('\0');
      }
    }
  }
}
