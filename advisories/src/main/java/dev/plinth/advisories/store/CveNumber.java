package dev.plinth.advisories.store;

/**
 * CVE names as numbers: year × 10^12 + sequence number, so that 64 bits order them by year and
 * number. Only canonical names have one: {@code CVE-}, a year of four digits, a sequence of 4 to 12
 * digits without leading zeros beyond the fourth.
 */
public final class CveNumber {
  private static final long YEAR = 1_000_000_000_000L;

  private CveNumber() {}

  /** The number of a name, or -1 where it is no canonical CVE name. */
  public static long of(String name) {
    int length = name.length();
    if (length < 13 || length > 21 || !name.startsWith("CVE-") || name.charAt(8) != '-') {
      return -1;
    }
    long year = digits(name, 4, 8);
    long sequence = digits(name, 9, length);
    boolean padded = length > 13 && name.charAt(9) == '0';
    return year < 1000 || sequence < 0 || padded ? -1 : year * YEAR + sequence;
  }

  /** The name of a number. */
  public static String name(long number) {
    String sequence = Long.toString(number % YEAR);
    StringBuilder out = new StringBuilder(16).append("CVE-").append(number / YEAR).append('-');
    for (int i = sequence.length(); i < 4; i++) {
      out.append('0');
    }
    return out.append(sequence).toString();
  }

  private static long digits(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
