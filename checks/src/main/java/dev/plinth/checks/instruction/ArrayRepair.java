package dev.plinth.checks.instruction;

import org.jspecify.annotations.Nullable;

/** Makes JSON of an array whose strings stand in any quotes, with or without their commas. */
final class ArrayRepair {
  /** The first two bytes of curly quotes in UTF-8. */
  static final String CURLY = "\u00e2\u0080";

  private ArrayRepair() {}

  /**
   * The array as JSON; null where what was meant cannot be told.
   *
   * @param text one character per byte
   */
  static @Nullable String of(String text) {
    StringBuilder out = new StringBuilder("[");
    int at = 1;
    while (true) {
      while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == ',')) {
        at++;
      }
      if (at == text.length() || text.charAt(at) == ']') {
        boolean rest = at + 1 < text.length();
        return rest || out.length() == 1 ? null : out.append(']').toString();
      }
      int open = quote(text, at);
      if (open == 0) {
        return null;
      }
      int start = at + open;
      int end = start;
      while (end < text.length() && !closes(text, at, end)) {
        char c = text.charAt(end);
        if (c == '\\' || c == '"' || c < ' ') {
          return null;
        }
        end++;
      }
      if (end == text.length()) {
        return null;
      }
      out.append(out.length() > 1 ? ", " : "").append('"').append(text, start, end).append('"');
      at = end + quote(text, end);
    }
  }

  /** How many bytes the quote there has; 0 for none. */
  private static int quote(String text, int at) {
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return 1;
    }
    return text.startsWith(CURLY, at) && at + 2 < text.length() ? 3 : 0;
  }

  private static boolean closes(String text, int open, int at) {
    return text.charAt(at) == text.charAt(open) && quote(text, at) > 0;
  }
}
