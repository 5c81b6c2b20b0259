package dev.plinth.oci.write;

import java.time.Instant;
import java.util.Map;

/** The date that what is written bears, so that the same input gives the same bytes. */
public final class SourceDate {
  private static final long LATEST = 253_402_300_799L; // the last second that has a four-digit year

  private SourceDate() {}

  /**
   * From {@code SOURCE_DATE_EPOCH} (reproducible-builds.org), else the fallback.
   *
   * @throws dev.plinth.foundation.PlinthException when the variable is no number of seconds
   */
  public static Instant of(Map<String, String> environment, Instant fallback) {
    String value = environment.get("SOURCE_DATE_EPOCH");
    if (value == null || value.isEmpty()) {
      return fallback;
    }
    long seconds;
    try {
      seconds = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw WriteErrors.sourceDate(value);
    }
    if (seconds < 0 || seconds > LATEST) {
      throw WriteErrors.sourceDate(value);
    }
    return Instant.ofEpochSecond(seconds);
  }
}
