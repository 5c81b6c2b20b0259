package dev.plinth.policy.foreign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When an entry of another scanner ends. Trivy and osv-scanner compare the time with the beginning
 * of the named day, so that an entry no longer holds on that day itself.
 */
final class Ends {
  private Ends() {}

  /** The last whole day (UTC) before the time in this text, null when it is none. */
  static @Nullable LocalDate before(String text) {
    Instant end = instant(text);
    // A second of grace: many write the end of a day as 23:59:59.
    return end == null
        ? null
        : end.plusSeconds(1).atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
  }

  private static @Nullable Instant instant(String text) {
    String tidy = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (?=\\d)", "$1T");
    try {
      return LocalDate.parse(tidy).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      // It may have a time.
    }
    try {
      return OffsetDateTime.parse(tidy).toInstant();
    } catch (DateTimeException e) {
      // It may have no offset.
    }
    try {
      return LocalDateTime.parse(tidy).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
