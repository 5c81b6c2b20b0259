package dev.plinth.bases.tags;

import dev.plinth.bases.tags.TagPart.Kind;
import dev.plinth.bases.tags.TagRules.ImageRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two tags of the same shape stand to one another. Versions count first, with a prerelease
 * before its release, then further versions, components, the distribution's release, and last
 * revisions and days.
 */
final class TagOrder {
  /** In which order kinds count. */
  private static final Kind[][] RANKS = {
    {Kind.VERSION}, {Kind.SECOND}, {Kind.COMPONENT}, {Kind.DISTRIBUTION}, {Kind.REVISION, Kind.DATE}
  };

  private final ImageRules rules;

  TagOrder(ImageRules rules) {
    this.rules = rules;
  }

  /**
   * What lies between two tags.
   *
   * @param level without what the distribution's release adds
   * @param suite true where that is another one
   */
  record Step(Level level, boolean suite) {
    /** As far as it goes in all. */
    Level whole() {
      return suite ? Level.SUITE : level;
    }
  }

  /** All that counts. */
  int compare(TagName left, TagName right) {
    int order = compareVersions(left, right);
    for (int rank = 2; rank < RANKS.length && order == 0; rank++) {
      order = compare(left, right, RANKS[rank], false);
    }
    return order;
  }

  /** Versions alone. */
  int compareVersions(TagName left, TagName right) {
    int order = compare(left, right, RANKS[0], false);
    if (order == 0) {
      order = compare(left.prerelease(), right.prerelease());
    }
    return order == 0 ? compare(left, right, RANKS[1], false) : order;
  }

  /** The distribution's releases alone. */
  int compareSuites(TagName left, TagName right) {
    return compare(left, right, RANKS[3], true);
  }

  private static int compare(@Nullable Prerelease left, @Nullable Prerelease right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    int order = left.word().compareTo(right.word());
    return order == 0 ? left.numbers().compareNumbers(right.numbers()) : order;
  }

  /** Parts of these kinds, in order; those that one tag lacks are older than any. */
  private static int compare(TagName left, TagName right, Kind[] kinds, boolean line) {
    int l = next(left.parts(), 0, kinds);
    int r = next(right.parts(), 0, kinds);
    while (l >= 0 && r >= 0) {
      TagPart a = left.parts().get(l);
      TagPart b = right.parts().get(r);
      int order = line ? a.compareLine(b) : a.compareNumbers(b);
      if (order != 0) {
        return order;
      }
      l = next(left.parts(), l + 1, kinds);
      r = next(right.parts(), r + 1, kinds);
    }
    return Boolean.compare(l >= 0, r >= 0);
  }

  private static int next(List<TagPart> parts, int from, Kind[] kinds) {
    for (int i = from; i < parts.size(); i++) {
      for (Kind kind : kinds) {
        if (parts.get(i).kind() == kind) {
          return i;
        }
      }
    }
    return -1;
  }

  /**
   * From the current tag to another of its shape; null where that is not newer, or has another
   * release of something that is stayed on.
   */
  @Nullable Step step(TagName current, TagName other) {
    List<TagPart> from = current.parts();
    List<TagPart> to = other.parts();
    Level level = Level.REFRESH;
    boolean suite = false;
    TagPart version = current.version();
    int i = 0;
    int j = 0;
    while (i < from.size() && j < to.size()) {
      TagPart a = from.get(i);
      TagPart b = to.get(j);
      boolean same = a.kind() == b.kind();
      // Tags with and without a revision can be of the same shape.
      i += same || a.kind() == Kind.REVISION ? 1 : 0;
      j += same || a.kind() != Kind.REVISION ? 1 : 0;
      if (!same) {
        continue;
      }
      int index = a.difference(b);
      if (index < 0) {
        continue;
      }
      switch (a.kind()) {
        case VERSION -> level = level.or(level(a, index));
        // With another version comes what it takes.
        case SECOND -> level = sameVersion(current, other) ? level.or(level(a, index)) : level;
        case COMPONENT -> {
          if (!follows(a, version, b, other.version())) {
            if (index < a.line()) {
              return null;
            }
            level = level.or(Level.PATCH);
          }
        }
        case DISTRIBUTION -> {
          if (index < Math.max(1, a.line())) {
            if (a.compareLine(b) > 0) {
              return null;
            }
            suite = true;
          } else if (!suite) {
            level = level.or(index == 1 ? Level.MINOR : Level.PATCH);
          }
        }
        case DATE -> level = level.or(dateLevel(current));
        case REVISION, HASH -> {}
      }
    }
    if (compare(current, other) >= 0) {
      return null;
    }
    if (version != null && compare(current.prerelease(), other.prerelease()) != 0) {
      level = level.or(Level.PATCH);
    }
    return new Step(level, suite);
  }

  private static boolean sameVersion(TagName left, TagName right) {
    return compare(left, right, RANKS[0], false) == 0;
  }

  /** What is numbered as the image's own version in both tags moves with it. */
  private static boolean follows(
      TagPart part, @Nullable TagPart version, TagPart other, @Nullable TagPart otherVersion) {
    return version != null
        && otherVersion != null
        && part.precision() > 1
        && part.compareNumbers(version) == 0
        && other.compareNumbers(otherVersion) == 0;
  }

  private Level level(TagPart version, int index) {
    return switch (index) {
      case 0 -> rules.noMajor ? Level.MINOR : Level.MAJOR;
      case 1 ->
          version.number(0) == 0 && version.kind() == Kind.VERSION && !rules.zeroMinor
              ? Level.MAJOR
              : Level.MINOR;
      default -> Level.PATCH;
    };
  }

  /** A day alone tells nothing of what changed; beside a version or code name it is a build. */
  private Level dateLevel(TagName tag) {
    boolean alone =
        tag.version() == null && tag.distribution() == null && rules.distribution.isEmpty();
    return switch (rules.date) {
      case "refresh" -> Level.REFRESH;
      case "minor" -> Level.MINOR;
      default -> alone ? Level.MINOR : Level.REFRESH;
    };
  }
}
