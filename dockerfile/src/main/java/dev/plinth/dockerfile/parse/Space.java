package dev.plinth.dockerfile.parse;

/** White space as BuildKit sees it, in texts of one character per byte. */
final class Space {
  private Space() {}

  /** The space that separates words: tab, vertical tab, form feed, carriage return and space. */
  static boolean between(char c) {
    return c == ' ' || c == '\t' || c == '\u000b' || c == '\f' || c == '\r';
  }

  /**
   * How many bytes the white space character at that index has, in Unicode's sense and written in
   * UTF-8; 0 where there is none.
   */
  static int width(CharSequence text, int at, int end) {
    char c = text.charAt(at);
    if (c < 0x80) {
      return between(c) || c == '\n' ? 1 : 0;
    }
    if (c == 0xC2 && at + 1 < end) {
      char next = text.charAt(at + 1);
      return next == 0x85 || next == 0xA0 ? 2 : 0;
    }
    return (c == 0xE1 || c == 0xE2 || c == 0xE3) && at + 2 < end
        ? three(c, text.charAt(at + 1), text.charAt(at + 2))
        : 0;
  }

  private static int three(char first, char second, char third) {
    boolean space =
        switch (first) {
          case 0xE1 -> second == 0x9A && third == 0x80;
          case 0xE2 ->
              (second == 0x80
                      && ((third >= 0x80 && third <= 0x8A)
                          || third == 0xA8
                          || third == 0xA9
                          || third == 0xAF))
                  || (second == 0x81 && third == 0x9F);
          default -> second == 0x80 && third == 0x80;
        };
    return space ? 3 : 0;
  }

  /** The index of the first character from there on that is no white space. */
  static int skip(CharSequence text, int from, int end) {
    int at = from;
    while (at < end) {
      int width = width(text, at, end);
      if (width == 0) {
        break;
      }
      at += width;
    }
    return at;
  }

  /** The index behind the last character before the end that is no white space. */
  static int trimEnd(CharSequence text, int from, int end) {
    int at = end;
    while (at > from) {
      if (width(text, at - 1, end) == 1) {
        at--;
      } else if (at - 2 >= from && width(text, at - 2, at) == 2) {
        at -= 2;
      } else if (at - 3 >= from && width(text, at - 3, at) == 3) {
        at -= 3;
      } else {
        break;
      }
    }
    return at;
  }

  /** The index of the first separating space from there on, the end where there is none. */
  static int nextBetween(CharSequence text, int from, int end) {
    int at = from;
    while (at < end && !between(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The index behind a run of separating space. */
  static int skipBetween(CharSequence text, int from, int end) {
    int at = from;
    while (at < end && between(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
