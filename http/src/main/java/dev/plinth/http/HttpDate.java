package dev.plinth.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date of HTTP in the one form that may be sent, {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110
 * section 5.6.7, IMF-fixdate). The obsolete forms, wrong days of the week, and days that no
 * calendar has, are none: whoever asks goes without.
 */
public final class HttpDate {
  private static final int LENGTH = 29;
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private HttpDate() {}

  /** The moment; null where the text is no such date. */
  public static @Nullable Instant parse(String text) {
    if (text.length() != LENGTH) {
      return null;
    }
    try {
      return LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
