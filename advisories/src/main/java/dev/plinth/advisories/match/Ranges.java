package dev.plinth.advisories.match;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version is affected: the OSV schema's evaluation ("affected[].ranges", "Evaluation"),
 * with the ecosystem's order of versions.
 */
final class Ranges {
  private static final VersionOrder SEMVER = VersionOrders.of("semver");

  private Ranges() {}

  /**
   * How a version is affected.
   *
   * @param interval the one that holds it, null where the version is listed by itself or the vendor
   *     says so without any version
   */
  record Hit(@Nullable Interval interval) {}

  /** How the version is affected, null when it is not. */
  static @Nullable Hit affects(Affected affected, String version, VersionOrder order) {
    for (Interval interval : affected.ranges()) {
      if (contains(interval, version, order)) {
        return new Hit(interval);
      }
    }
    for (String listed : affected.versions()) {
      if (!surelyDifferent(listed, version)
          && (listed.equals(version) || order.compare(listed, version) == 0)) {
        return new Hit(null);
      }
    }
    return saidWithoutVersions(affected) ? new Hit(null) : null;
  }

  /**
   * True where no order holds the two for equal, since they differ in one of their first three
   * numbers (some pass over what comes after them). Advisories list hundreds of versions, and
   * comparing takes a hundred times as long.
   */
  static boolean surelyDifferent(String a, String b) {
    int length = Math.min(a.length(), b.length());
    int number = 0;
    int numbers = 1;
    for (int i = 0; i < length && numbers <= 3; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left == right && left == '.') {
        number = i + 1;
        numbers++;
      } else if (!isDigit(left) || !isDigit(right)) {
        return false;
      } else if (left != right) {
        // Zeros before a number say nothing, nor does an epoch of zero.
        return a.charAt(number) != '0' && b.charAt(number) != '0' && !epoch(a) && !epoch(b);
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean epoch(String version) {
    return version.indexOf('!') >= 0 || version.indexOf(':') >= 0;
  }

  /** A vendor may say that a package is affected without saying since when. */
  private static boolean saidWithoutVersions(Affected affected) {
    if (!affected.ranges().isEmpty() || !affected.versions().isEmpty()) {
      return false;
    }
    return switch (affected.status()) {
      case WONT_FIX, DEFERRED, END_OF_LIFE, UNDER_INVESTIGATION -> true;
      case AFFECTED, NOT_AFFECTED -> false;
    };
  }

  /**
   * Whether the vendor says that this version was never affected. Alpine and Debian say so by a
   * fixed version {@code 0}.
   */
  static boolean denies(Affected affected, String version, VersionOrder order) {
    if (affected.status() == Status.NOT_AFFECTED) {
      if (affected.ranges().isEmpty() && affected.versions().isEmpty()) {
        return true;
      }
      for (Interval interval : affected.ranges()) {
        if (neverAffected(interval) || contains(interval, version, order)) {
          return true;
        }
      }
      return affected.versions().contains(version);
    }
    return affected.ranges().size() == 1
        && affected.versions().isEmpty()
        && neverAffected(affected.ranges().getFirst());
  }

  private static boolean neverAffected(Interval interval) {
    return fromTheFirst(interval) && interval.fixed().equals("0");
  }

  static boolean fromTheFirst(Interval interval) {
    return interval.introduced().isEmpty() || interval.introduced().equals("0");
  }

  static boolean open(Interval interval) {
    return interval.fixed().isEmpty() && interval.lastAffected().isEmpty();
  }

  static boolean contains(Interval interval, String version, VersionOrder ecosystemOrder) {
    VersionOrder order = orderOf(interval, ecosystemOrder);
    if (!fromTheFirst(interval) && order.compare(version, interval.introduced()) < 0) {
      return false;
    }
    if (!interval.fixed().isEmpty()) {
      return order.compare(version, interval.fixed()) < 0;
    }
    return interval.lastAffected().isEmpty()
        || order.compare(version, interval.lastAffected()) <= 0;
  }

  /** SemVer ranges keep the ecosystem's order where that is a dialect of SemVer itself. */
  private static VersionOrder orderOf(Interval interval, VersionOrder ecosystemOrder) {
    if (interval.kind() == Interval.Kind.ECOSYSTEM) {
      return ecosystemOrder;
    }
    return switch (ecosystemOrder.id()) {
      case "npm", "golang", "cargo", "nuget" -> ecosystemOrder;
      default -> SEMVER;
    };
  }

  /**
   * The first version above the installed one that none of the rows affects: the highest of the
   * fixed versions needed, raised until it lies outside every range. Ranges without an end do not
   * count: they say that their author knows no fix, not that there is none.
   *
   * @param hits the rows that affect the installed version
   * @param all all rows about that vulnerability and package, the hits among them
   * @return null when no row names a fixed version, or all that are named are affected themselves
   */
  static @Nullable String fix(
      List<Match> hits, List<Affected> all, String version, VersionOrder order) {
    String fix = null;
    for (Match hit : hits) {
      String candidate = fixedAbove(hit, version, order);
      if (candidate != null && (fix == null || order.compare(candidate, fix) > 0)) {
        fix = candidate;
      }
    }
    int steps = 0;
    for (Affected row : all) {
      steps += row.ranges().size();
    }
    for (; fix != null && steps >= 0; steps--) {
      Interval still = containing(all, fix, order);
      if (still == null) {
        return fix;
      }
      fix = still.fixed().isEmpty() ? null : still.fixed();
    }
    return null;
  }

  private static @Nullable String fixedAbove(Match hit, String version, VersionOrder order) {
    if (hit.interval() != null) {
      return hit.interval().fixed().isEmpty() ? null : hit.interval().fixed();
    }
    String lowest = null;
    for (Interval interval : hit.affected().ranges()) {
      String fixed = interval.fixed();
      if (!fixed.isEmpty()
          && order.compare(fixed, version) > 0
          && (lowest == null || order.compare(fixed, lowest) < 0)) {
        lowest = fixed;
      }
    }
    return lowest;
  }

  private static @Nullable Interval containing(
      List<Affected> rows, String version, VersionOrder order) {
    for (Affected row : rows) {
      if (row.status() == Status.NOT_AFFECTED) {
        continue;
      }
      for (Interval interval : row.ranges()) {
        if (!open(interval) && contains(interval, version, order)) {
          return interval;
        }
      }
    }
    return null;
  }
}
