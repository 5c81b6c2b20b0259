package dev.plinth.bases.tags;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.Lifecycles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which releases of a product have long-term support, and since when. */
final class Channels {
  /** A release, told by its first numbers. */
  private record Line(TagPart release, String since) {}

  private static final Map<String, List<Line>> LINES = new HashMap<>();

  static {
    for (List<String> row : TagWords.TABLE.rows("=lts")) {
      String release = row.get(2);
      TagPart part = new TagPart(TagPart.Kind.VERSION, "", release, TagWords.numbers(release), 0);
      LINES.computeIfAbsent(row.get(1), _ -> new ArrayList<>()).add(new Line(part, row.get(3)));
    }
  }

  private Channels() {}

  /** True where that version is of a release that has long-term support on that day. */
  static boolean longTerm(String product, TagPart version, LocalDate today) {
    for (Line line : LINES.getOrDefault(product, List.of())) {
      // Days in ISO 8601 are in order as texts.
      if (line.release().begins(version) && line.since().compareTo(today.toString()) <= 0) {
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
    return (!distribution.name().equals("debian") && !distribution.name().equals("ubuntu"))
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
