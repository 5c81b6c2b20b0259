package dev.plinth.inventory.os;

import java.nio.charset.StandardCharsets;

/** Values of package databases as text. */
final class FieldText {
  private FieldText() {}

  /** The bytes as UTF-8 (what is not, replaced by U+FFFD), without blanks at either end. */
  static String of(byte[] bytes, int offset, int length) {
    int start = offset;
    int end = offset + length;
    while (start < end && blank(bytes[start])) {
      start++;
    }
    while (end > start && blank(bytes[end - 1])) {
      end--;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** True for a space, tab, or carriage return. */
  static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /**
   * Whether a package's name, version or architecture can be one: visible ASCII, not empty, at most
   * 1,024 characters.
   */
  static boolean word(String text) {
    if (text.isEmpty() || text.length() > 1024) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** True when the bytes are these ASCII characters, upper and lower case alike. */
  static boolean named(byte[] bytes, int offset, int length, String lowerCase) {
    if (length != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      int b = bytes[offset + i];
      if (b >= 'A' && b <= 'Z') {
        b += 'a' - 'A';
      }
      if (b != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
