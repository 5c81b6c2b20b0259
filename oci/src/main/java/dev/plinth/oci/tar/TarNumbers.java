package dev.plinth.oci.tar;

import java.nio.charset.StandardCharsets;

/**
 * Numbers in tar headers.
 *
 * <pre>
 * field   = { " " | NUL } { octal digit } ( " " | NUL ) …          ; POSIX.1-2024, ustar
 *         | byte with bit 7 set, the rest big-endian                ; GNU "base-256": bit 6 is the
 *                                                                   ; sign, two's complement
 * decimal = [ "-" ] digit { digit } [ "." { digit } ]               ; POSIX.1-2024, pax records
 * </pre>
 */
final class TarNumbers {
  private TarNumbers() {}

  /** The number in a header's field; an empty field is 0. */
  static long field(byte[] block, int offset, int length, String name, long position) {
    if ((block[offset] & 0x80) != 0) {
      return base256(block, offset, length, name, position);
    }
    int i = offset;
    int end = offset + length;
    while (i < end && (block[i] == ' ' || block[i] == 0)) {
      i++;
    }
    long value = 0;
    for (; i < end && block[i] != ' ' && block[i] != 0; i++) {
      int digit = block[i] - '0';
      if (digit < 0 || digit > 7 || value >>> 60 != 0) {
        throw TarErrors.number(name, text(block, offset, length), position);
      }
      value = (value << 3) | digit;
    }
    return value;
  }

  private static long base256(byte[] block, int offset, int length, String name, long position) {
    boolean negative = (block[offset] & 0x40) != 0;
    int invert = negative ? 0xff : 0;
    long value = 0;
    for (int i = 0; i < length; i++) {
      int part = (block[offset + i] & 0xff) ^ invert;
      if (i == 0) {
        part &= 0x7f;
      }
      if (value >>> 55 != 0) {
        throw TarErrors.number(name, "too large", position);
      }
      value = (value << 8) | part;
    }
    return negative ? ~value : value;
  }

  /** As {@link #field}, below 0 refused, and too large to be padded to a block as well. */
  static long size(byte[] block, int offset, int length, String name, long position) {
    return size(field(block, offset, length, name, position), name, position);
  }

  static long size(long value, String name, long position) {
    if (value < 0 || value > Long.MAX_VALUE - 2 * TarHeaders.BLOCK) {
      throw TarErrors.number(name, Long.toString(value), position);
    }
    return value;
  }

  /** A record's whole number. */
  static long decimal(byte[] value, String key, long position) {
    long result = floor(value, key, position);
    for (byte b : value) {
      if (b == '.') {
        throw TarErrors.number(key, text(value, 0, value.length), position);
      }
    }
    return result;
  }

  /** A record's number, rounded towards minus infinity. */
  static long floor(byte[] value, String key, long position) {
    int i = 0;
    boolean negative = value.length > 0 && value[0] == '-';
    if (negative) {
      i++;
    }
    int first = i;
    long result = 0;
    boolean fraction = false;
    for (; i < value.length && value[i] != '.'; i++) {
      int digit = value[i] - '0';
      if (digit < 0 || digit > 9 || i - first >= 18) {
        throw TarErrors.number(key, text(value, 0, value.length), position);
      }
      result = result * 10 + digit;
    }
    if (i == first) {
      throw TarErrors.number(key, text(value, 0, value.length), position);
    }
    for (i++; i < value.length; i++) {
      if (value[i] < '0' || value[i] > '9') {
        throw TarErrors.number(key, text(value, 0, value.length), position);
      }
      fraction |= value[i] != '0';
    }
    return negative ? -result - (fraction ? 1 : 0) : result;
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, Math.min(length, 40), StandardCharsets.ISO_8859_1).strip();
  }
}
