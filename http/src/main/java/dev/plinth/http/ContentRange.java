package dev.plinth.http;

import org.jspecify.annotations.Nullable;

/**
 * {@code Content-Range: bytes START-END/TOTAL}: RFC 9110 section 14.4.
 *
 * @param start of the part, 0-based
 * @param end its last byte
 * @param total of the whole, -1 when not known
 */
record ContentRange(long start, long end, long total) {

  /** Null when it is none of bytes, or contradicts itself. */
  static @Nullable ContentRange parse(String text) {
    String value = text.strip();
    if (!value.regionMatches(true, 0, "bytes ", 0, 6)) {
      return null;
    }
    int dash = value.indexOf('-');
    int slash = value.indexOf('/');
    if (dash < 0 || slash < dash) {
      return null;
    }
    long start = HttpHeaders.parse(value.substring(6, dash).strip());
    long end = HttpHeaders.parse(value.substring(dash + 1, slash).strip());
    String whole = value.substring(slash + 1).strip();
    long total = HttpHeaders.parse(whole);
    boolean sound = start >= 0 && end >= start && (total > end || (total < 0 && whole.equals("*")));
    return sound ? new ContentRange(start, end, total) : null;
  }
}
