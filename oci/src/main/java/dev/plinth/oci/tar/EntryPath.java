package dev.plinth.oci.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names of tar entries between bytes and strings, and their normal form.
 *
 * <p>A name is bytes; most are UTF-8. Each byte that is not part of well-formed UTF-8 (Unicode 17,
 * table 3-7) stands as the lone low surrogate U+DC00 + byte, that is U+DC80 to U+DCFF, so that
 * {@code encode(decode(bytes))} gives the same bytes for every input. UTF-8's encoding of
 * surrogates is not well-formed, so no name can forge such an escape.
 */
public final class EntryPath {
  private EntryPath() {}

  /** The string of a name's bytes. */
  public static String decode(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] < 0) {
        return decodeUtf8(bytes, offset, end);
      }
    }
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  private static String decodeUtf8(byte[] bytes, int offset, int end) {
    StringBuilder out = new StringBuilder(end - offset);
    int i = offset;
    while (i < end) {
      int first = bytes[i] & 0xff;
      int size = sequence(bytes, i, end);
      switch (size) {
        case 1 -> out.append((char) first);
        case 2 -> out.append((char) (((first & 0x1f) << 6) | (bytes[i + 1] & 0x3f)));
        case 3 ->
            out.append(
                (char)
                    (((first & 0x0f) << 12)
                        | ((bytes[i + 1] & 0x3f) << 6)
                        | (bytes[i + 2] & 0x3f)));
        case 4 ->
            out.appendCodePoint(
                ((first & 0x07) << 18)
                    | ((bytes[i + 1] & 0x3f) << 12)
                    | ((bytes[i + 2] & 0x3f) << 6)
                    | (bytes[i + 3] & 0x3f));
        default -> out.append((char) (0xdc00 + first));
      }
      i += Math.max(size, 1);
    }
    return out.toString();
  }

  /** The length of the well-formed sequence that starts there, 0 where none does. */
  private static int sequence(byte[] bytes, int i, int end) {
    int first = bytes[i] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || i + size > end) {
      return 0;
    }
    int second = bytes[i + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < size; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /**
   * The bytes of a name. A surrogate that is no escape and not one of a pair, which {@link #decode}
   * never makes, becomes {@code ?}.
   */
  public static byte[] encode(String name) {
    byte[] out = new byte[name.length() * 3];
    int n = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 0x80) {
        out[n++] = (byte) c;
      } else if (c < 0x800) {
        out[n++] = (byte) (0xc0 | (c >> 6));
        out[n++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        out[n++] = (byte) (0xe0 | (c >> 12));
        out[n++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        out[n++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        int point = Character.toCodePoint(c, name.charAt(++i));
        out[n++] = (byte) (0xf0 | (point >> 18));
        out[n++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        out[n++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        out[n++] = (byte) (0x80 | (point & 0x3f));
      } else if (c >= 0xdc80 && c <= 0xdcff) {
        out[n++] = (byte) c;
      } else {
        out[n++] = '?';
      }
    }
    return Arrays.copyOf(out, n);
  }

  /**
   * The normal form: no leading, trailing or doubled slashes, no {@code .} parts; the root is
   * empty.
   *
   * @throws dev.plinth.foundation.PlinthException PLINTH-TAR-PARENT when a part is {@code ..}
   */
  public static String normalize(String name) {
    if (isNormal(name)) {
      return name;
    }
    StringBuilder out = new StringBuilder(name.length());
    int start = 0;
    while (start <= name.length()) {
      int slash = name.indexOf('/', start);
      int end = slash < 0 ? name.length() : slash;
      if (end - start == 2 && name.startsWith("..", start)) {
        throw TarErrors.parent(name);
      }
      if (end > start && !(end - start == 1 && name.charAt(start) == '.')) {
        if (!out.isEmpty()) {
          out.append('/');
        }
        out.append(name, start, end);
      }
      start = end + 1;
    }
    return out.toString();
  }

  /** True when {@link #normalize} would change nothing and refuse nothing. */
  static boolean isNormal(String name) {
    int length = name.length();
    int start = 0;
    for (int i = 0; i <= length; i++) {
      if (i < length && name.charAt(i) != '/') {
        continue;
      }
      int part = i - start;
      if (part == 0 && length > 0) {
        return false;
      }
      if (part == 1 && name.charAt(start) == '.') {
        return false;
      }
      if (part == 2 && name.charAt(start) == '.' && name.charAt(start + 1) == '.') {
        return false;
      }
      start = i + 1;
    }
    return true;
  }

  /** How many parts a normal path has; 0 for the root. */
  static int depth(String path) {
    if (path.isEmpty()) {
      return 0;
    }
    int depth = 1;
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      depth++;
    }
    return depth;
  }
}
