package dev.plinth.advisories.store;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * RFC 3339 times as seconds since 1970. Written by hand, since the JDK's formatter costs a cold
 * start more than all look-ups together.
 */
final class Timestamps {
  /** Stands for "not known". */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final long EARLIEST = LocalDate.of(1980, 1, 1).toEpochDay() * 86_400;
  private static final long LATEST = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400;

  private Timestamps() {}

  /**
   * The seconds of a time or day, {@link #UNKNOWN} where it is neither or lies before 1980, as the
   * year 1 of records that never were dated does.
   */
  static long parse(String text) {
    if (text.isEmpty() || text.length() > 40) {
      return UNKNOWN;
    }
    try {
      long seconds =
          text.length() == 10
              ? LocalDate.parse(text).toEpochDay() * 86_400
              : OffsetDateTime.parse(zoned(text))
                  .withOffsetSameInstant(ZoneOffset.UTC)
                  .toEpochSecond();
      return seconds < EARLIEST || seconds > LATEST ? UNKNOWN : seconds;
    } catch (DateTimeException e) {
      return UNKNOWN;
    }
  }

  /** CVE records and NVD leave the zone out where they mean UTC. */
  private static String zoned(String text) {
    char last = text.charAt(text.length() - 1);
    boolean offset =
        text.length() > 6
            && (text.charAt(text.length() - 6) == '+' || text.charAt(text.length() - 6) == '-');
    return last == 'Z' || last == 'z' || (offset && text.indexOf('T') > 0) ? text : text + "Z";
  }

  /** For example {@code 2026-01-31T12:00:00Z}; empty when unknown. */
  static String format(long seconds) {
    if (seconds == UNKNOWN) {
      return "";
    }
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L));
    int second = (int) Math.floorMod(seconds, 86_400L);
    StringBuilder out = new StringBuilder(20);
    two(out.append(day.getYear()).append('-'), day.getMonthValue());
    two(out.append('-'), day.getDayOfMonth());
    two(out.append('T'), second / 3600);
    two(out.append(':'), second / 60 % 60);
    two(out.append(':'), second % 60);
    return out.append('Z').toString();
  }

  private static void two(StringBuilder out, int value) {
    out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
