package dev.plinth.advisories.version;

/**
 * Debian's order: deb-version(7), {@code [epoch:]upstream[-revision]}.
 *
 * <p>Runs of non-digits compare letter by letter ({@code ~} before the end, the end before letters,
 * letters before all else), runs of digits by value, in turn. A missing revision equals {@code 0}.
 * What stands before a colon and is no number belongs to the upstream version.
 */
final class DebianOrder implements VersionOrder {
  @Override
  public String id() {
    return "deb";
  }

  @Override
  public int compare(String first, String second) {
    String a = first.strip();
    String b = second.strip();
    int aEpoch = epochEnd(a);
    int bEpoch = epochEnd(b);
    int order = DigitRuns.compare(a, 0, Math.max(aEpoch, 0), b, 0, Math.max(bEpoch, 0));
    if (order != 0) {
      return order;
    }
    int aDash = revisionDash(a, aEpoch + 1);
    int bDash = revisionDash(b, bEpoch + 1);
    order = compareParts(a, aEpoch + 1, aDash, b, bEpoch + 1, bDash);
    return order != 0
        ? order
        : compareParts(
            a,
            Math.min(aDash + 1, a.length()),
            a.length(),
            b,
            Math.min(bDash + 1, b.length()),
            b.length());
  }

  /** The colon's index, -1 without an epoch. */
  private static int epochEnd(String text) {
    int end = DigitRuns.end(text, 0, text.length());
    return end > 0 && end < text.length() && text.charAt(end) == ':' ? end : -1;
  }

  private static int revisionDash(String text, int from) {
    int dash = text.lastIndexOf('-');
    return dash < from ? text.length() : dash;
  }

  private static int compareParts(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
    int i = aFrom;
    int j = bFrom;
    while (i < aEnd || j < bEnd) {
      while ((i < aEnd && !DigitRuns.digit(a.charAt(i)))
          || (j < bEnd && !DigitRuns.digit(b.charAt(j)))) {
        int weightA = i < aEnd ? weight(a.charAt(i)) : 0;
        int weightB = j < bEnd ? weight(b.charAt(j)) : 0;
        if (weightA != weightB) {
          return Integer.compare(weightA, weightB);
        }
        i++;
        j++;
      }
      int iEnd = DigitRuns.end(a, i, aEnd);
      int jEnd = DigitRuns.end(b, j, bEnd);
      int order = DigitRuns.compare(a, i, iEnd, b, j, jEnd);
      if (order != 0) {
        return order;
      }
      i = iEnd;
      j = jEnd;
    }
    return 0;
  }

  private static int weight(char c) {
    if (DigitRuns.digit(c)) {
      return 0;
    }
    if (DigitRuns.letter(c)) {
      return c;
    }
    return c == '~' ? -1 : c + 256;
  }
}
