package dev.plinth.dockerfile.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a word: POSIX.1-2024 XCU 2.2 (quoting) and 2.6 (expansions). */
public sealed interface WordPart {
  /** Index of its first character. */
  int from();

  /** Index behind its last character. */
  int to();

  /**
   * Text outside of quotes; a backslash is taken off the character that it quotes.
   *
   * @param value what it says
   * @param escaped true where a backslash quoted any of it
   */
  record Literal(int from, int to, String value, boolean escaped) implements WordPart {}

  /**
   * Text in single quotes, or bash's {@code $'…'}.
   *
   * @param value what stands between the quotes
   * @param ansi true for {@code $'…'}, whose escapes are left as they stand
   */
  record SingleQuoted(int from, int to, String value, boolean ansi) implements WordPart {}

  /**
   * Text in double quotes, or bash's {@code $"…"}.
   *
   * @param parts what stands between: literals and expansions
   * @param translated true for {@code $"…"}
   */
  record DoubleQuoted(int from, int to, List<WordPart> parts, boolean translated)
      implements WordPart {
    /** Keeps its own copy. */
    public DoubleQuoted {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A parameter: {@code $name}, {@code ${name}}, {@code ${name:-word}} …
   *
   * @param name such as {@code HOME}, {@code 1}, {@code @}; with its subscript for an array
   * @param braced written with braces
   * @param operator what follows the name, such as {@code :-} or {@code //}; {@code length} for
   *     {@code ${#name}}, {@code indirect} for bash's {@code ${!name}}; empty where nothing does
   * @param argument what follows the operator, null where nothing does
   */
  record Parameter(
      int from, int to, String name, boolean braced, String operator, @Nullable ShellWord argument)
      implements WordPart {}

  /**
   * {@code $(…)} or backquotes.
   *
   * @param list the commands; null within backquotes that hold escaped ones
   * @param backquoted written with backquotes
   */
  record Substitution(int from, int to, @Nullable ShellList list, boolean backquoted)
      implements WordPart {}

  /** {@code $((…))}, its expression as it stands. */
  record Arithmetic(int from, int to, String expression) implements WordPart {}

  /**
   * Bash's {@code <(…)} and {@code >(…)}.
   *
   * @param output true for {@code >(…)}
   */
  record ProcessSubstitution(int from, int to, ShellList list, boolean output)
      implements WordPart {}

  /** Bash's extended pattern such as {@code @(a|b)}, as it stands. */
  record ExtendedPattern(int from, int to, String text) implements WordPart {}
}
