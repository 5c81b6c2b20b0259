package dev.plinth.bases.tags;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.Lifecycles;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which releases of a product have long-term support, and since when. */
final class Channels {
  /** A release, told by its first numbers. */
  private record Line(long[] numbers, String since) {}

  private static final Map<String, Line[]> LINES = new HashMap<>();

  static {
    for (List<String> row : TagWords.TABLE.rows("=lts")) {
      Line line = new Line(TagWords.numbers(row.get(2)), row.get(3));
      Line[] before = LINES.getOrDefault(row.get(1), new Line[0]);
      Line[] all = java.util.Arrays.copyOf(before, before.length + 1);
      all[before.length] = line;
      LINES.put(row.get(1), all);
    }
  }

  private Channels() {}

  /** True where that version is of a release that has long-term support on that day. */
  static boolean longTerm(String product, TagPart version, LocalDate today) {
    for (Line line : LINES.getOrDefault(product, new Line[0])) {
      boolean same = version.precision() >= line.numbers().length;
      for (int i = 0; i < line.numbers().length && same; i++) {
        same = version.number(i) == line.numbers()[i];
      }
      // Days in ISO 8601 are in order as texts.
      if (same && line.since().compareTo(today.toString()) <= 0) {
        return true;
      }
    }
    return false;
  }

  /** The release of a distribution; null where it is not known. */
  static @Nullable Lifecycle release(TagPart distribution) {
    return Lifecycles.release(distribution.name(), cycle(distribution));
  }

  private static String cycle(TagPart distribution) {
    String cycle = distribution.lineText();
    // Ubuntu's months have two digits.
    int dot = cycle.indexOf('.');
    return distribution.name().equals("ubuntu") && dot > 0 && cycle.length() == dot + 2
        ? cycle.substring(0, dot) + ".0" + cycle.substring(dot + 1)
        : cycle;
  }

  /**
   * True where a distribution's release can be moved to: makers of some name the coming one before
   * it is there, so that one has to be known.
   */
  static boolean released(TagPart distribution) {
    return !distribution.name().equals("debian") && !distribution.name().equals("ubuntu")
        || release(distribution) != null;
  }

  /** True where that release is known to be past its end of life. */
  static boolean ended(TagPart distribution, LocalDate today) {
    Lifecycle release = release(distribution);
    return release != null && ended(release, today);
  }

  /** True where everybody's support is known to be past. */
  private static boolean ended(Lifecycle release, LocalDate today) {
    LocalDate last = Lifecycles.lastDay(release);
    return last != null && last.isBefore(today);
  }
}
