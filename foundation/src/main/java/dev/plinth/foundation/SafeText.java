package dev.plinth.foundation;

/**
 * Text from inputs made safe to show: a hostile file name must not move the cursor, colour the
 * terminal, reverse the reading direction or forge a line of a report.
 */
public final class SafeText {
  private SafeText() {}

  /**
   * The text with every control character, line or paragraph separator, bidirectional control,
   * zero-width format character, unassigned code point and unpaired surrogate written as an escape:
   * {@code \n}, {@code \x1b}, four hexadecimal digits after a backslash and u from U+0100 on, in
   * braces beyond U+FFFF. A lone low surrogate U+DC80..U+DCFF stands for a raw byte of a file name
   * (see {@code dev.plinth.oci.tar.EntryPath}) and is shown as that byte.
   */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (unsafe(text, i)) {
        return escaped(text, i);
      }
    }
    return text;
  }

  private static String escaped(String text, int first) {
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!unsafe(text, i)) {
        out.append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c >= 0xDC80 && c <= 0xDCFF) {
        hex(out.append("\\x"), c - 0xDC00, 2);
      } else if (c < 0x100) {
        hex(out.append("\\x"), c, 2);
      } else if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
        out.append("\\u{").append(Integer.toHexString(text.codePointAt(i))).append('}');
        i++;
      } else {
        hex(out.append("\\u"), c, 4);
      }
    }
    return out.toString();
  }

  private static void hex(StringBuilder out, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit((value >> shift) & 15, 16));
    }
  }

  private static boolean unsafe(String text, int i) {
    char c = text.charAt(i);
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
      return true;
    }
    if (c < 0x300) {
      return c == 0xad;
    }
    if (Character.isHighSurrogate(c)) {
      int whole = text.codePointAt(i);
      return !Character.isSupplementaryCodePoint(whole) || invisible(Character.getType(whole));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return invisible(Character.getType(c));
  }

  private static boolean invisible(int type) {
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.UNASSIGNED;
  }
}
