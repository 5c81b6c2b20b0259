package dev.plinth.checks.shellcheck;

import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.meaning.Variables;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A RUN's text as ShellCheck is given it: one line before it that sets the variables of ARG and ENV
 * which it names, then the text as the builder joins it. Knows which of its characters each line
 * and column of an answer is.
 */
final class ShellCheckScript {
  /** Larger texts are not given to the program. */
  static final int LARGEST = 1 << 20;

  private final String dialect;
  private final String input;
  private final LogicalText text;

  /** Index in the text of each code point of the input behind the first line; one more behind. */
  private final int[] indices;

  /** For each line of the text the place of its first code point in {@link #indices}. */
  private final int[] lines;

  private ShellCheckScript(
      String dialect, String input, LogicalText text, int[] indices, int[] lines) {
    this.dialect = dialect;
    this.input = input;
    this.text = text;
    this.indices = indices;
    this.lines = lines;
  }

  /** Of a text; null where ShellCheck does not know its language, or it is too large. */
  static @Nullable ShellCheckScript of(RunText run) {
    LogicalText text = run.script().text();
    boolean known = run.shell() == Shell.POSIX || run.shell() == Shell.BASH;
    if (!known || text.length() > LARGEST) {
      return null;
    }
    StringBuilder input = new StringBuilder(text.length() + 80);
    input.append(declarations(text.raw(), run.variables())).append('\n');
    int[] indices = new int[text.length() + 1];
    int[] lines = new int[16];
    int count = 0;
    int lineCount = 1;
    String raw = text.raw();
    for (int at = 0; at < raw.length(); ) {
      int length = sequence(raw, at);
      String character = length == 0 ? "\uFFFD" : decoded(raw, at, length);
      indices[count++] = at;
      if (raw.charAt(at) == '\n') {
        if (lineCount == lines.length) {
          lines = Arrays.copyOf(lines, lineCount * 2);
        }
        lines[lineCount++] = count;
      }
      // The interpreter's line is not the first one here, which would be an error of its own.
      boolean hidden = raw.charAt(at) == 0 || (at == 1 && raw.startsWith("#!"));
      input.append(hidden ? " " : character);
      at += Math.max(length, 1);
    }
    indices[count] = raw.length();
    return new ShellCheckScript(
        run.shell() == Shell.BASH ? "bash" : "sh",
        input.append('\n').toString(),
        text,
        Arrays.copyOf(indices, count + 1),
        Arrays.copyOf(lines, lineCount));
  }

  /** The program's name for the language. */
  String dialect() {
    return dialect;
  }

  /** What it reads. */
  byte[] input() {
    return input.getBytes(StandardCharsets.UTF_8);
  }

  /** The joined text. */
  LogicalText text() {
    return text;
  }

  /**
   * The index in the joined text of a place in an answer.
   *
   * @param line from 1
   * @param column from 1, in code points
   * @return -1 where the place is not in the text
   */
  int index(long line, long column) {
    long at = line - 2;
    if (at < 0 || at >= lines.length || column < 1 || column > indices.length) {
      return -1;
    }
    long place = lines[(int) at] + column - 1;
    return place >= indices.length ? -1 : indices[(int) place];
  }

  /** What the stage declares and the text names. */
  private static String declarations(String raw, Variables variables) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int at = raw.indexOf('$'); at >= 0; at = raw.indexOf('$', at + 1)) {
      int from = at + 1;
      while (from < raw.length() && "{#!".indexOf(raw.charAt(from)) >= 0) {
        from++;
      }
      int to = from;
      while (to < raw.length() && nameCharacter(raw.charAt(to))) {
        to++;
      }
      String name = raw.substring(from, to);
      if (!name.isEmpty() && !found.containsKey(name) && !Character.isDigit(name.charAt(0))) {
        Variable variable = variables.find(name);
        if (variable != null) {
          found.put(name, value(variable.value()));
        }
      }
    }
    if (found.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("export");
    found.forEach((name, value) -> out.append(' ').append(name).append('=').append(value));
    return out.toString();
  }

  /** A plain value as it is: it cannot be split; anything else as something unknown. */
  private static String value(@Nullable String value) {
    if (value == null || value.length() > 200) {
      return "\"$0\"";
    }
    for (int i = 0; i < value.length(); i++) {
      if (!nameCharacter(value.charAt(i)) && "./:-+@,".indexOf(value.charAt(i)) < 0) {
        return "\"$0\"";
      }
    }
    return value;
  }

  private static boolean nameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** How many bytes the character there has in UTF-8; 0 where it is none. */
  private static int sequence(String raw, int at) {
    char first = raw.charAt(at);
    int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || at + length > raw.length()) {
      return 0;
    }
    return length == 1 || !decoded(raw, at, length).isEmpty() ? length : 0;
  }

  private static String decoded(String raw, int at, int length) {
    byte[] bytes = raw.substring(at, at + length).getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }
}
