package dev.plinth.foundation;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them. */
public final class TimeSpan {
  private TimeSpan() {}

  /**
   * A number with {@code s}, {@code m}, {@code h}, {@code d} or {@code w}; null where it is none.
   */
  public static @Nullable Duration parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.matches("[0-9]{1,6}[smhdw]")) {
      return null;
    }
    long number = Long.parseLong(lower.substring(0, lower.length() - 1));
    return switch (lower.charAt(lower.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }

  /** The same back, in the largest unit that fits exactly. */
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
