package dev.plinth.report.text;

/**
 * Columns that text takes on a terminal: two for the wide and full-width characters of East Asian
 * scripts (Unicode Standard Annex 11) and for emoji, none for combining marks, one otherwise.
 */
public final class TextWidth {
  /** First and last code point of each wide block, ascending. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F,
    0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6,
    0x16FE0, 0x18CFF, 0x1AFF0, 0x1B2FF, 0x1F200, 0x1F265, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD
  };

  private TextWidth() {}

  /** Of text without control characters. */
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += of(c);
      i += Character.charCount(c);
    }
    return width;
  }

  /** Of one code point: 0, 1 or 2. */
  public static int of(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || (c >= 0x1160 && c <= 0x11FF)) {
      return 0;
    }
    if (c < 0x1100) {
      return 1;
    }
    for (int i = 0; i < WIDE.length && c >= WIDE[i]; i += 2) {
      if (c <= WIDE[i + 1]) {
        return 2;
      }
    }
    return Character.isEmojiPresentation(c) ? 2 : 1;
  }

  /** As many characters as fit, at least one; the index after the last of them. */
  public static int fit(String text, int from, int columns) {
    int width = 0;
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      width += of(c);
      if (width > columns && at > from) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }
}
