package dev.plinth.bases.index;

import java.time.Instant;
import java.time.ZoneOffset;

/** When something was seen, as people write it. */
public final class Days {
  private static final long LATEST = 253_402_300_799L; // the last second that has a four-digit year

  private Days() {}

  /** The day in UTC, such as {@code 2026-05-17}. */
  public static String of(long seconds) {
    return Instant.ofEpochSecond(Math.clamp(seconds, 0, LATEST))
        .atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .toString();
  }

  /** The second in UTC, such as {@code 2026-05-17T10:00:00Z}. */
  public static String exact(long seconds) {
    return Instant.ofEpochSecond(Math.clamp(seconds, 0, LATEST)).toString();
  }
}
