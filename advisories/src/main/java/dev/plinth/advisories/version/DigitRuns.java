package dev.plinth.advisories.version;

/**
 * Runs of ASCII digits compared by value without making numbers of them, so that their length has
 * no bound and costs no more than reading them.
 */
final class DigitRuns {
  private DigitRuns() {}

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The first index from {@code from} on that holds no digit, at most {@code end}. */
  static int end(String text, int from, int end) {
    int i = from;
    while (i < end && digit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** True when the run is empty or all zeros. */
  static boolean zero(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** By value; an empty run is zero. */
  static int compare(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
    int i = skipZeros(a, aFrom, aEnd);
    int j = skipZeros(b, bFrom, bEnd);
    int byLength = Integer.compare(aEnd - i, bEnd - j);
    return byLength != 0 ? byLength : compareText(a, i, aEnd, b, j, bEnd);
  }

  /** By UTF-16 units, a prefix first. */
  static int compareText(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
    int length = Math.min(aEnd - aFrom, bEnd - bFrom);
    for (int k = 0; k < length; k++) {
      int order = Character.compare(a.charAt(aFrom + k), b.charAt(bFrom + k));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(aEnd - aFrom, bEnd - bFrom);
  }

  private static int skipZeros(String text, int from, int end) {
    int i = from;
    while (i < end && text.charAt(i) == '0') {
      i++;
    }
    return i;
  }
}
