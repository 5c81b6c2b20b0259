package dev.plinth.advisories.version;

/**
 * rpm's order: rpm-version(7), {@code [epoch:]version[-release]}.
 *
 * <p>Versions fall into runs of digits and runs of ASCII letters, whatever stands between only
 * separates. A run of digits is newer than one of letters; {@code ~} sorts before the end, {@code
 * ^} right after it. A missing epoch equals {@code 0}; a missing release is older than any, the
 * empty one included.
 */
final class RpmOrder implements VersionOrder {
  @Override
  public String id() {
    return "rpm";
  }

  @Override
  public int compare(String first, String second) {
    String a = first.strip();
    String b = second.strip();
    int aColon = epochEnd(a);
    int bColon = epochEnd(b);
    int order = DigitRuns.compare(a, 0, Math.max(aColon, 0), b, 0, Math.max(bColon, 0));
    if (order != 0) {
      return order;
    }
    int aDash = releaseDash(a, aColon);
    int bDash = releaseDash(b, bColon);
    int aEnd = aDash < 0 ? a.length() : aDash;
    int bEnd = bDash < 0 ? b.length() : bDash;
    order = compareParts(a, aColon + 1, aEnd, b, bColon + 1, bEnd);
    if (order != 0) {
      return order;
    }
    if (aDash < 0 || bDash < 0) {
      return Boolean.compare(aDash >= 0, bDash >= 0);
    }
    return compareParts(a, aDash + 1, a.length(), b, bDash + 1, b.length());
  }

  /** The colon's index, -1 without an epoch. */
  private static int epochEnd(String text) {
    int end = DigitRuns.end(text, 0, text.length());
    return end < text.length() && text.charAt(end) == ':' ? end : -1;
  }

  /** The last hyphen after the epoch, -1 when there is none. */
  private static int releaseDash(String text, int colon) {
    int dash = text.lastIndexOf('-');
    return dash > colon ? dash : -1;
  }

  private static int compareParts(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
    int i = aFrom;
    int j = bFrom;
    while (true) {
      i = skipSeparators(a, i, aEnd);
      j = skipSeparators(b, j, bEnd);
      int kindA = i < aEnd ? kind(a.charAt(i)) : END;
      int kindB = j < bEnd ? kind(b.charAt(j)) : END;
      if (kindA != kindB) {
        return Integer.compare(kindA, kindB);
      }
      switch (kindA) {
        case END -> {
          return 0;
        }
        case DIGITS, LETTERS -> {
          int iEnd = runEnd(a, i, aEnd, kindA);
          int jEnd = runEnd(b, j, bEnd, kindA);
          int order =
              kindA == DIGITS
                  ? DigitRuns.compare(a, i, iEnd, b, j, jEnd)
                  : DigitRuns.compareText(a, i, iEnd, b, j, jEnd);
          if (order != 0) {
            return order;
          }
          i = iEnd;
          j = jEnd;
        }
        default -> {
          i++;
          j++;
        }
      }
    }
  }

  private static final int SEPARATOR = -1;
  private static final int TILDE = 0;
  private static final int END = 1;
  private static final int CARET = 2;
  private static final int LETTERS = 3;
  private static final int DIGITS = 4;

  private static int kind(char c) {
    if (DigitRuns.digit(c)) {
      return DIGITS;
    }
    if (DigitRuns.letter(c)) {
      return LETTERS;
    }
    return c == '~' ? TILDE : c == '^' ? CARET : SEPARATOR;
  }

  private static int skipSeparators(String text, int from, int end) {
    int i = from;
    while (i < end && kind(text.charAt(i)) == SEPARATOR) {
      i++;
    }
    return i;
  }

  private static int runEnd(String text, int from, int end, int kind) {
    int i = from;
    while (i < end && kind(text.charAt(i)) == kind) {
      i++;
    }
    return i;
  }
}
