package dev.plinth.foundation.toml;

/**
 * Strings: basic ({@code "…"}, with escapes) and literal ({@code '…'}), each on one line or,
 * between three quotes, on several.
 */
final class TomlStrings {
  private final TomlText text;

  TomlStrings(TomlText text) {
    this.text = text;
  }

  /** The string that starts here, of any kind. */
  String value() throws TomlSyntaxException {
    char quote = (char) text.peek();
    boolean severalLines = text.peek(1) == quote && text.peek(2) == quote;
    return severalLines ? lines(quote) : line(quote);
  }

  /** The string on one line that starts here. */
  String line(char quote) throws TomlSyntaxException {
    text.skip(1);
    StringBuilder out = new StringBuilder();
    while (text.peek() != quote) {
      character(quote, out, "a string does not end on its line");
    }
    text.skip(1);
    return out.toString();
  }

  private String lines(char quote) throws TomlSyntaxException {
    text.skip(3);
    text.newline();
    StringBuilder out = new StringBuilder();
    String end = String.valueOf(quote).repeat(3);
    while (!text.startsWith(end)) {
      if (text.newline()) {
        out.append('\n');
      } else if (quote == '"' && text.peek() == '\\' && lineContinues()) {
        text.skip(1);
        do {
          text.blanks();
        } while (text.newline());
      } else {
        character(quote, out, "a string of several lines does not end");
      }
    }
    text.skip(3);
    // Up to two quotes may stand before the three that end it.
    for (int i = 0; i < 2 && text.peek() == quote; i++) {
      out.append(quote);
      text.skip(1);
    }
    return out.toString();
  }

  /** Whether nothing but white space follows the backslash on its line. */
  private boolean lineContinues() {
    int ahead = 1;
    while (text.peek(ahead) == ' ' || text.peek(ahead) == '\t') {
      ahead++;
    }
    return text.peek(ahead) == '\n' || (text.peek(ahead) == '\r' && text.peek(ahead + 1) == '\n');
  }

  private void character(char quote, StringBuilder out, String endless) throws TomlSyntaxException {
    int c = text.peek();
    if (c == TomlText.END || c == '\n') {
      throw text.error(endless);
    }
    if (TomlText.control(c)) {
      throw text.error("a control character stands in a string");
    }
    if (c == '\\' && quote == '"') {
      escape(out);
    } else {
      out.append((char) c);
      text.skip(1);
    }
  }

  private void escape(StringBuilder out) throws TomlSyntaxException {
    int c = text.peek(1);
    int simple = c < 0 ? -1 : "btnfr\"\\".indexOf(c);
    if (simple >= 0) {
      out.append("\b\t\n\f\r\"\\".charAt(simple));
      text.skip(2);
      return;
    }
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0) {
      throw text.error("an escape is unknown");
    }
    long code = 0;
    for (int i = 0; i < digits; i++) {
      int digit = text.peek(2 + i) < 0x80 ? Character.digit(text.peek(2 + i), 16) : -1;
      if (digit < 0) {
        throw text.error("an escape has too few hexadecimal digits");
      }
      code = code << 4 | digit;
    }
    if (code > Character.MAX_CODE_POINT || (code >= 0xD800 && code < 0xE000)) {
      throw text.error("an escape names no character");
    }
    out.appendCodePoint((int) code);
    text.skip(2 + digits);
  }
}
