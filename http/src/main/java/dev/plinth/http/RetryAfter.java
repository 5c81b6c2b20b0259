package dev.plinth.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After}: seconds, or a date (RFC 9110 section 10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /** How long the server asks to wait from now on, not negative; null where it does not say. */
  static @Nullable Duration of(HttpHeaders headers, Instant now) {
    String value = headers.first("Retry-After").strip();
    if (value.isEmpty()) {
      return null;
    }
    long seconds = HttpHeaders.parse(value);
    if (seconds >= 0) {
      return Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, then);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
