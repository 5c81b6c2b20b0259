package dev.plinth.report;

import dev.plinth.findings.Severity;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** Numbers as people read them. */
final class Numbers {
  private static final Severity[] WORST_FIRST = {
    Severity.CRITICAL,
    Severity.HIGH,
    Severity.MEDIUM,
    Severity.LOW,
    Severity.NEGLIGIBLE,
    Severity.UNKNOWN
  };

  private Numbers() {}

  /** The severities in the order of summaries, unknown last. */
  static Severity[] worstFirst() {
    return WORST_FIRST.clone();
  }

  /** For example {@code 41,203}. */
  static String grouped(long number) {
    String digits = Long.toString(number);
    StringBuilder text = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > (number < 0 ? 1 : 0); at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  /** A count with its noun, in the singular or with an s. */
  static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /** A count with its noun, in the singular or the plural. */
  static String of(long count, String singular, String plural) {
    return grouped(count) + " " + (count == 1 ? singular : plural);
  }

  /** A decimal number without an exponent. */
  static String plain(double number) {
    return new BigDecimal(Double.toString(number)).toPlainString();
  }

  /** A probability as a percentage with one decimal: {@code 94.4%}, {@code <0.1%}. */
  static String percent(double probability) {
    long tenths = Math.round(probability * 1000);
    return tenths == 0 ? "<0.1%" : tenths / 10 + "." + tenths % 10 + "%";
  }

  /** For example {@code 2 critical, 1 unknown}. */
  static String bySeverity(Map<Severity, Integer> counts) {
    StringJoiner text = new StringJoiner(", ");
    for (Severity severity : WORST_FIRST) {
      int count = counts.getOrDefault(severity, 0);
      if (count > 0) {
        text.add(grouped(count) + " " + severity.word());
      }
    }
    return text.toString();
  }

  /** An empty count of severities. */
  static Map<Severity, Integer> noSeverities() {
    return new EnumMap<>(Severity.class);
  }
}
