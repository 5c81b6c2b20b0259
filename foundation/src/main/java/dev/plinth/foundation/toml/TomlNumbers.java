package dev.plinth.foundation.toml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Values without quotes and brackets: booleans, integers, floats, dates and times (RFC 3339, with
 * {@code T} or a blank between date and time, the offset, the time or the date left out).
 */
final class TomlNumbers {
  private TomlNumbers() {}

  /** The value of that text; null when it is none. */
  static @Nullable Toml value(String text, int line) {
    switch (text) {
      case "true", "false" -> {
        return new Toml.Truth(text.equals("true"), line);
      }
      case "inf", "+inf" -> {
        return new Toml.Real(Double.POSITIVE_INFINITY, line);
      }
      case "-inf" -> {
        return new Toml.Real(Double.NEGATIVE_INFINITY, line);
      }
      case "nan", "+nan", "-nan" -> {
        return new Toml.Real(Double.NaN, line);
      }
      default -> {}
    }
    if (moment(text)) {
      return new Toml.Moment(text, line);
    }
    if (text.length() > 2 && text.charAt(0) == '0') {
      int radix =
          switch (text.charAt(1)) {
            case 'x' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> 0;
          };
      if (radix > 0) {
        return digits(text, 2, text.length(), radix) ? whole(text.substring(2), radix, line) : null;
      }
    }
    return decimal(text, line);
  }

  private static @Nullable Toml decimal(String text, int line) {
    int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    int end = run(text, start);
    if (!digits(text, start, end, 10) || (text.charAt(start) == '0' && end - start > 1)) {
      return null;
    }
    if (end == text.length()) {
      return whole(text, 10, line);
    }
    int at = end;
    if (text.charAt(at) == '.') {
      end = run(text, at + 1);
      if (!digits(text, at + 1, end, 10)) {
        return null;
      }
      at = end;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      end = run(text, at);
      if (!digits(text, at, end, 10)) {
        return null;
      }
      at = end;
    }
    return at == text.length()
        ? new Toml.Real(Double.parseDouble(text.replace("_", "")), line)
        : null;
  }

  private static int run(String text, int from) {
    int at = from;
    while (at < text.length() && (digit(text.charAt(at), 10) || text.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  /** Digits, at least one, with underscores only between two of them. */
  private static boolean digits(String text, int from, int to, int radix) {
    boolean before = false;
    for (int i = from; i < to; i++) {
      boolean digit = digit(text.charAt(i), radix);
      if (!digit && !(text.charAt(i) == '_' && before)) {
        return false;
      }
      before = digit;
    }
    return before;
  }

  private static boolean digit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }

  private static @Nullable Toml whole(String text, int radix, int line) {
    try {
      return new Toml.Whole(Long.parseLong(text.replace("_", ""), radix), line);
    } catch (NumberFormatException e) {
      return null; // beyond 64 bits
    }
  }

  private static boolean moment(String text) {
    try {
      if (like(text, 0, "dd:dd:dd")) {
        return time(text, 0, false);
      }
      if (!like(text, 0, "dddd-dd-dd")) {
        return false;
      }
      LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      return text.length() == 10
          || ("Tt ".indexOf(text.charAt(10)) >= 0
              && like(text, 11, "dd:dd:dd")
              && time(text, 11, true));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean time(String text, int from, boolean offset) {
    int second = number(text, from + 6, from + 8);
    // RFC 3339 has leap seconds, java.time has none.
    LocalTime.of(
        number(text, from, from + 2), number(text, from + 3, from + 5), second == 60 ? 59 : second);
    int at = from + 8;
    if (at < text.length() && text.charAt(at) == '.') {
      int start = ++at;
      while (at < text.length() && digit(text.charAt(at), 10)) {
        at++;
      }
      if (at == start) {
        return false;
      }
    }
    if (at == text.length()) {
      return true;
    }
    if (!offset) {
      return false;
    }
    if (text.charAt(at) == 'Z' || text.charAt(at) == 'z') {
      return at + 1 == text.length();
    }
    if ((text.charAt(at) != '+' && text.charAt(at) != '-')
        || !like(text, at + 1, "dd:dd")
        || text.length() != at + 6) {
      return false;
    }
    LocalTime.of(number(text, at + 1, at + 3), number(text, at + 4, at + 6));
    return true;
  }

  /** Whether the text goes on from there in that form, where d is a digit. */
  private static boolean like(String text, int from, String form) {
    if (text.length() < from + form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(from + i);
      if (form.charAt(i) == 'd' ? !digit(c, 10) : c != form.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
