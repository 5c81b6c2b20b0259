package dev.plinth.advisories.match;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import java.util.List;

/**
 * Since when a vulnerability is known to be fixed in a package. A distribution's own advisory (DSA,
 * USN, RHSA, …), which comes with the fix, counts before records about the vulnerability itself,
 * which may be older than any fix; of several the first.
 */
final class FixDate {
  private static final int DAY = "2026-01-01".length();

  private FixDate() {}

  /** ISO 8601, empty where no row with a fix says when it was published. */
  static String of(List<Affected> rows) {
    String announced = "";
    String recorded = "";
    for (Affected row : rows) {
      String day = day(row.advisory().published());
      if (day.isEmpty() || !fixes(row)) {
        continue;
      }
      if (announces(row.advisory())) {
        announced = first(announced, day);
      } else {
        recorded = first(recorded, day);
      }
    }
    return announced.isEmpty() ? recorded : announced;
  }

  private static boolean fixes(Affected row) {
    for (Interval interval : row.ranges()) {
      if (!interval.fixed().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** OSV gives distributions' records of one CVE its name: {@code DEBIAN-CVE-2023-1}. */
  private static boolean announces(Advisory advisory) {
    return !advisory.upstream().isEmpty() && !advisory.id().contains("CVE-");
  }

  private static String first(String a, String b) {
    return a.isEmpty() || b.compareTo(a) < 0 ? b : a;
  }

  private static String day(String time) {
    return time.length() < DAY || time.charAt(4) != '-' || time.charAt(7) != '-'
        ? ""
        : time.substring(0, DAY);
  }
}
