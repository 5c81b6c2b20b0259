package dev.plinth.dockerfile;

import java.util.Arrays;

/**
 * How many Unicode code points begin before each byte, with a mark every {@value #STEP} bytes: so
 * that a column costs the same however long its line is. Immutable.
 */
final class Characters {
  private static final int STEP = 1_024;

  private final String bytes;

  /** For each mark, how many characters begin before it; none where all bytes are ASCII. */
  private final int[] counts;

  /** For each mark, where the first character begins that does not begin before it. */
  private final int[] starts;

  private Characters(String bytes, int[] counts, int[] starts) {
    this.bytes = bytes;
    this.counts = counts;
    this.starts = starts;
  }

  static Characters of(String bytes) {
    int ascii = 0;
    while (ascii < bytes.length() && bytes.charAt(ascii) < 0x80) {
      ascii++;
    }
    if (ascii == bytes.length()) {
      return new Characters(bytes, new int[0], new int[0]);
    }
    int[] counts = new int[bytes.length() / STEP + 1];
    int[] starts = new int[counts.length];
    int mark = 0;
    int count = 0;
    int at = 0;
    while (mark < counts.length) {
      while (mark < counts.length && mark * STEP <= at) {
        counts[mark] = count;
        starts[mark++] = at;
      }
      if (at >= bytes.length()) {
        break;
      }
      at += length(bytes, at);
      count++;
    }
    Arrays.fill(counts, mark, counts.length, count);
    Arrays.fill(starts, mark, starts.length, bytes.length());
    return new Characters(bytes, counts, starts);
  }

  /** How many characters begin before that offset. */
  int before(int offset) {
    if (counts.length == 0) {
      return offset;
    }
    int mark = Math.min(offset / STEP, counts.length - 1);
    int count = counts[mark];
    for (int at = starts[mark]; at < offset; at += length(bytes, at)) {
      count++;
    }
    return count;
  }

  /** Bytes of the character that begins there (RFC 3629); 1 for a byte that is part of none. */
  private static int length(String bytes, int at) {
    char first = bytes.charAt(at);
    int length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
    if (at + length > bytes.length()) {
      return 1;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes.charAt(at + i) & 0xC0) != 0x80) {
        return 1;
      }
    }
    return length;
  }
}
