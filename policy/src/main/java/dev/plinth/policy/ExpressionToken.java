package dev.plinth.policy;

import dev.plinth.foundation.PlinthException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, number or sign of an expression.
 *
 * @param text in lower case; empty at the end
 * @param start index of its first character in the whole text
 */
record ExpressionToken(Kind kind, String text, int start) {
  enum Kind {
    WORD,
    NUMBER,
    SIGN,
    END
  }

  /** Index after its last character. */
  int end() {
    return start + text.length();
  }

  boolean is(String expected) {
    return text.equals(expected);
  }

  /** The tokens of the text, the last one being the end. */
  static List<ExpressionToken> of(String text) throws PlinthException {
    List<ExpressionToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
        continue;
      }
      Kind kind = letter(c) ? Kind.WORD : digit(c) ? Kind.NUMBER : Kind.SIGN;
      int end =
          switch (kind) {
            case WORD -> word(text, at);
            case NUMBER -> number(text, at);
            case SIGN, END -> sign(text, at);
          };
      tokens.add(new ExpressionToken(kind, text.substring(at, end).toLowerCase(Locale.ROOT), at));
      at = end;
    }
    tokens.add(new ExpressionToken(Kind.END, "", text.length()));
    return tokens;
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digit(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static int word(String text, int at) {
    int end = at;
    while (end < text.length()
        && (letter(text.charAt(end))
            || digit(text.charAt(end))
            || text.charAt(end) == '-'
            || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private static int number(String text, int at) {
    int end = at;
    while (end < text.length() && digit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int sign(String text, int at) {
    String two = text.substring(at, Math.min(at + 2, text.length()));
    return switch (two) {
      case ">=", "<=", "==", "!=", "&&", "||" -> at + 2;
      default ->
          switch (text.charAt(at)) {
            case '>', '<', '=', '!', '(', ')', ',', '%' -> at + 1;
            default ->
                throw PolicyErrors.expression(
                    text,
                    at,
                    at + Character.charCount(text.codePointAt(at)),
                    "that sign means nothing here",
                    "use words such as `critical`, `high`, `fixable`, `kev`, joined by `and`, `or`,"
                        + " `not` and parentheses");
          };
    };
  }
}
