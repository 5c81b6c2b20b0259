package dev.plinth.inventory.os;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Paths that package databases list, in the form of {@code TarEntry.path}: no leading, trailing or
 * doubled slashes, no {@code .} parts; bytes that are not UTF-8 as lone low surrogates U+DC80 +
 * (byte - 0x80).
 */
final class PathText {
  /** Bytes of a path at most. */
  static final int MAX_LENGTH = 4096;

  private PathText() {}

  /**
   * The normalised path; empty for the root, null when it has a {@code ..} part or is too long to
   * be any entry's.
   */
  static @Nullable String of(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int start = offset;
    while (start < end && (bytes[start] == '/' || dotPart(bytes, start, end))) {
      start++;
    }
    if (end - start > MAX_LENGTH) {
      return null;
    }
    boolean ascii = true;
    boolean clean = true;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      ascii &= b >= 0;
      if (b == '/' && (i + 1 == end || bytes[i + 1] == '/' || bytes[i + 1] == '.')) {
        clean = false;
      }
    }
    String text =
        ascii
            ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
            : decode(bytes, start, end);
    if (clean) {
      return text.equals("..") || text.startsWith("../") ? null : text;
    }
    return cleaned(text);
  }

  private static boolean dotPart(byte[] bytes, int at, int end) {
    return bytes[at] == '.' && (at + 1 == end || bytes[at + 1] == '/');
  }

  private static @Nullable String cleaned(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int start = 0;
    while (start <= text.length()) {
      int slash = text.indexOf('/', start);
      int end = slash < 0 ? text.length() : slash;
      int size = end - start;
      if (size == 2 && text.startsWith("..", start)) {
        return null;
      }
      if (size > 1 || (size == 1 && text.charAt(start) != '.')) {
        if (!out.isEmpty()) {
          out.append('/');
        }
        out.append(text, start, end);
      }
      start = end + 1;
    }
    return out.toString();
  }

  /** UTF-8 by RFC 3629; each byte that is part of no character is kept as a low surrogate. */
  private static String decode(byte[] bytes, int start, int end) {
    StringBuilder out = new StringBuilder(end - start);
    int i = start;
    while (i < end) {
      int size = sequence(bytes, i, end);
      if (size == 0) {
        out.append((char) (0xDC00 + (bytes[i] & 0xff)));
        i++;
      } else {
        int point =
            switch (size) {
              case 1 -> bytes[i];
              case 2 -> bytes[i] & 0x1f;
              case 3 -> bytes[i] & 0x0f;
              default -> bytes[i] & 0x07;
            };
        for (int k = 1; k < size; k++) {
          point = point << 6 | (bytes[i + k] & 0x3f);
        }
        out.appendCodePoint(point);
        i += size;
      }
    }
    return out.toString();
  }

  /** The length of the well-formed sequence here, 0 when there is none. */
  private static int sequence(byte[] bytes, int i, int end) {
    int first = bytes[i] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (size == 0 || i + size > end) {
      return 0;
    }
    for (int k = 1; k < size; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[i + 1] & 0xff;
    boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    boolean outside = (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);
    return overlong || outside ? 0 : size;
  }
}
