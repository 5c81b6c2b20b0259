package dev.plinth.checks.label;

import dev.plinth.inventory.sbom.LicenseExpression;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms of values, by the names that hadolint's settings give them. */
final class LabelValues {
  private LabelValues() {}

  /**
   * What the value should be, with its article; null where it is that, or nobody knows the form.
   */
  static @Nullable String wrong(String form, String value) {
    return switch (form) {
      case "url" -> url(value) ? null : "a URL";
      case "spdx" -> LicenseExpression.isValid(value) ? null : "an SPDX licence expression";
      case "rfc3339" -> time(value) ? null : "a time of RFC 3339";
      case "hash" -> hash(value) ? null : "a revision's hash";
      case "semver" -> version(value) ? null : "a semantic version";
      case "email" -> email(value) ? null : "an address of e-mail";
      case "digest" -> digest(value) ? null : "a digest";
      default -> null;
    };
  }

  static String example(String form) {
    return switch (form) {
      case "url" -> "such as https://example.com/project";
      case "spdx" -> "such as Apache-2.0 or MIT OR GPL-2.0-or-later";
      case "rfc3339" -> "such as 2026-11-26T08:30:00Z";
      case "hash" -> "all of it or at least seven digits";
      case "semver" -> "such as 1.4.0";
      case "email" -> "such as team@example.com";
      default -> "sha256: and 64 hexadecimal digits";
    };
  }

  private static boolean url(String value) {
    try {
      URI uri = new URI(value);
      return uri.getScheme() != null && (uri.getRawAuthority() != null || uri.isOpaque());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean time(String value) {
    try {
      OffsetDateTime.parse(value.replace(' ', 'T').toUpperCase(Locale.ROOT));
      return value.length() >= 20;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean hash(String value) {
    if (value.length() < 7 || value.length() > 64) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.digit(value.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Semantic Versioning 2.0.0; a leading v is let pass. */
  private static boolean version(String value) {
    String rest = value.startsWith("v") ? value.substring(1) : value;
    int end = rest.length();
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == '-' || rest.charAt(i) == '+') {
        end = i;
        break;
      }
    }
    String[] numbers = rest.substring(0, end).split("\\.", -1);
    if (numbers.length != 3 || end == rest.length() - 1) {
      return false;
    }
    for (String number : numbers) {
      if (number.isEmpty()
          || (number.length() > 1 && number.startsWith("0"))
          || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
    }
    return rest.substring(end)
        .chars()
        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-+".indexOf(c) >= 0));
  }

  private static boolean email(String value) {
    int open = value.indexOf('<');
    int close = value.indexOf('>', Math.max(0, open));
    String address = open >= 0 && close > open ? value.substring(open + 1, close) : value.strip();
    int at = address.indexOf('@');
    return at > 0
        && at == address.lastIndexOf('@')
        && address.indexOf('.', at + 2) > 0
        && !address.endsWith(".")
        && address.chars().noneMatch(Character::isWhitespace);
  }

  private static boolean digest(String value) {
    int colon = value.indexOf(':');
    String hex = value.substring(colon + 1);
    return colon > 0
        && hex.length() >= 32
        && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
