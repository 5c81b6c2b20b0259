package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import java.util.Arrays;

/**
 * A text of YAML as it reaches a shell, each character of which still knows its byte in the file:
 * the indentation of block texts, folded line ends and escapes are taken account of (YAML 1.2.2,
 * chapters 7 and 8). What the service writes in the place of {@code ${{ … }}} (GitHub) or {@code
 * $[[ … ]]} (GitLab) before the shell sees it is an unknown variable.
 */
final class ScriptText {
  /** Characters of an expression that is looked for its end. */
  private static final int LONGEST = 4_000;

  private final String raw;
  private final String value;
  private final int[] offsets;
  private final int end;
  private final boolean escapes;
  private final boolean doubled;

  private ScriptText(SourceText source, Scalar scalar) {
    this.raw = source.raw();
    this.value = SourceText.raw(scalar.text());
    this.offsets = new int[value.length()];
    this.end = scalar.span().end();
    this.escapes = scalar.quote() == '"';
    this.doubled = scalar.quote() == '\'';
  }

  /** Of that text. */
  static LogicalText of(SourceText source, Scalar scalar) {
    ScriptText text = new ScriptText(source, scalar);
    if (!text.align(scalar)) {
      // Its place is told as that of its beginning.
      Arrays.fill(text.offsets, scalar.span().start());
    }
    return text.build(source);
  }

  private boolean align(Scalar scalar) {
    int at = scalar.span().start();
    boolean block =
        scalar.quote() == ' ' && at < end && (raw.charAt(at) == '|' || raw.charAt(at) == '>');
    if (block) {
      int line = raw.indexOf('\n', at);
      at = line < 0 ? end : line + 1;
    }
    for (int i = 0; i < value.length(); i++) {
      char wanted = value.charAt(i);
      if (escapes && at < end && raw.charAt(at) == '\\') {
        at = lineJoin(at);
      }
      if (at < end && raw.charAt(at) == wanted && !(escapes && wanted == '\\')) {
        offsets[i] = at;
        at += doubled && wanted == '\'' ? 2 : 1;
      } else if (escapes && at < end && raw.charAt(at) == '\\') {
        offsets[i] = at;
        at = escape(at, wanted);
        if (at < 0) {
          return false;
        }
      } else if (wanted == '\n' && raw.startsWith("\r\n", at)) {
        offsets[i] = at;
        at += 2;
      } else {
        int next = at;
        while (next < end && space(raw.charAt(next))) {
          next++;
        }
        if (space(wanted)) {
          // A line end that became a space, or one that the last line lacks.
          offsets[i] = Math.min(at, Math.max(0, raw.length() - 1));
          at = next;
        } else if (next < end && raw.charAt(next) == wanted) {
          offsets[i] = next;
          at = next + (doubled && wanted == '\'' ? 2 : 1);
        } else if (next < end && escapes && raw.charAt(next) == '\\') {
          offsets[i] = next;
          at = escape(next, wanted);
          if (at < 0) {
            return false;
          }
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Behind a line end that is escaped, and the spaces behind that. */
  private int lineJoin(int from) {
    int at = from;
    while (at + 1 < end && raw.charAt(at) == '\\') {
      int next = at + 1;
      next = raw.charAt(next) == '\r' ? next + 1 : next;
      if (next >= end || raw.charAt(next) != '\n') {
        break;
      }
      at = next + 1;
      while (at < end && space(raw.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  /** Behind an escape that stands for one byte; -1 for any other. */
  private int escape(int at, char wanted) {
    if (at + 1 >= end) {
      return -1;
    }
    char c = raw.charAt(at + 1);
    int meant =
        switch (c) {
          case '"', '\\', '/', ' ' -> c;
          case 'n' -> '\n';
          case 't' -> '\t';
          case 'r' -> '\r';
          case 'e' -> 27;
          case '0' -> 0;
          default -> -1;
        };
    return meant == wanted ? at + 2 : -1;
  }

  private static boolean space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private LogicalText build(SourceText source) {
    LogicalText.Builder builder = new LogicalText.Builder(source);
    int i = 0;
    while (i < value.length()) {
      int close = expression(i);
      if (close > 0) {
        builder.add('$', offsets[i]);
        builder.add('{', offsets[i + 1]);
        builder.add('_', offsets[i + 2]);
        builder.add('}', offsets[close - 1]);
        i = close;
        continue;
      }
      int from = i;
      while (i < value.length()
          && value.charAt(i) == raw.charAt(offsets[i])
          && offsets[i] - offsets[from] == i - from
          && (i == from || value.charAt(i) != '$')) {
        i++;
      }
      if (i > from) {
        builder.add(offsets[from], offsets[from] + i - from);
      } else {
        builder.add(value.charAt(i), offsets[i]);
        i++;
      }
    }
    return builder.build();
  }

  /** The index behind an expression of the service that begins there; 0 where none does. */
  private int expression(int at) {
    boolean github = value.startsWith("${{", at);
    if (!github && !value.startsWith("$[[", at)) {
      return 0;
    }
    int most = Math.min(value.length(), at + LONGEST);
    int close = value.indexOf(github ? "}}" : "]]", at + 3, most);
    return close < 0 ? 0 : close + 2;
  }
}
