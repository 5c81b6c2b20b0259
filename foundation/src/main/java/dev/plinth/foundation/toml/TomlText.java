package dev.plinth.foundation.toml;

/** The characters of a document, and where one stands in them. */
final class TomlText {
  /** What stands after the last character. */
  static final int END = -1;

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  TomlText(String text) {
    this.text = text;
  }

  int line() {
    return line;
  }

  int at() {
    return at;
  }

  String since(int from) {
    return text.substring(from, at);
  }

  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  boolean startsWith(String start) {
    return text.startsWith(start, at);
  }

  void skip(int count) {
    at += count;
  }

  /** Passes over a line's end, if one stands here: a line feed, after a carriage return or not. */
  boolean newline() {
    int length = peek() == '\n' ? 1 : peek() == '\r' && peek(1) == '\n' ? 2 : 0;
    if (length == 0) {
      return false;
    }
    at += length;
    line++;
    lineStart = at;
    return true;
  }

  void blanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  /** Passes over a comment, if one starts here, up to the end of its line. */
  void comment() throws TomlSyntaxException {
    if (peek() != '#') {
      return;
    }
    int newline = text.indexOf('\n', at);
    int end = newline < 0 ? text.length() : newline;
    if (newline > 0 && text.charAt(newline - 1) == '\r') {
      end--;
    }
    for (; at < end; at++) {
      if (control(text.charAt(at))) {
        throw error("a control character stands in a comment");
      }
    }
  }

  /** Passes over white space, comments and line ends. */
  void blankLines() throws TomlSyntaxException {
    do {
      blanks();
      comment();
    } while (newline());
  }

  /** True for what may stand nowhere in a document but where it ends a line. */
  static boolean control(int c) {
    return (c < 0x20 && c != '\t') || c == 0x7f;
  }

  TomlSyntaxException error(String message) {
    return new TomlSyntaxException(message, line, at - lineStart + 1);
  }
}
