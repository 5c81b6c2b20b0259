package dev.plinth.bases.tags;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.OfficialTags;
import dev.plinth.bases.tags.TagPart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an official image's tag is built anew any more: not where the list of what is built has
 * it no longer. The list is of some day, and tags are made every day: a tag is said to be gone only
 * where something in it is older than what the list has, and nothing in it is newer.
 */
public final class Rebuilds {
  /** Not to be compared with anything there is: neither older nor newer. */
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final OfficialTags official;

  /** By that list. */
  public Rebuilds(OfficialTags official) {
    this.official = official;
  }

  /**
   * A tag that is built no more.
   *
   * @param instead the tag of the same kind that took its place; empty where there is none
   * @param superseded true where that is merely a later build of the same release
   */
  public record Gone(String instead, boolean superseded) {}

  /** All tags of an image, as they are written and as they are read. */
  private record Built(Set<String> tags, List<TagName> names) {
    static Built of(ImageName image, Set<String> tags) {
      List<TagName> names = new ArrayList<>(tags.size());
      for (String each : tags) {
        names.add(TagName.of(image, each));
      }
      return new Built(tags, names);
    }
  }

  /** What became of an image's tag; null where it is built, or that is not known. */
  public @Nullable Gone of(ImageName image) {
    String text = image.tagOrLatest();
    Built built = official.derived(image, Built.class, tags -> Built.of(image, tags));
    if (built == null || built.tags.contains(text)) {
      return null;
    }
    TagName tag = TagName.of(image, text);
    List<TagName> others = built.names;
    int line = line(image, tag);
    int version = age(tag, Kind.VERSION, lineOf(tag, line, others));
    int distribution = age(tag, Kind.DISTRIBUTION, others);
    int date = age(tag, Kind.DATE, others);
    int revision = age(tag, Kind.REVISION, sameVersion(tag, others));
    boolean newer = version > 0 || distribution > 0 || date > 0 || revision > 0;
    boolean older = version < 0 || distribution < 0 || date < 0 || revision < 0;
    boolean unknown =
        tag.prerelease() != null
            || distribution == UNKNOWN
            || (version == 0 && strange(tag, others));
    if (newer || !older || unknown) {
      return null;
    }
    TagName best = null;
    TagOrder order = new TagOrder(TagRules.EMBEDDED.of(image));
    for (TagName other : others) {
      boolean same =
          other.shape().equals(tag.shape())
              && other.prerelease() == null
              && sameLine(tag, line, other)
              && sameDistribution(tag.distribution(), other.distribution())
              && order.compare(other, tag) > 0;
      if (same && (best == null || order.compare(other, best) > 0)) {
        best = other;
      }
    }
    return best == null ? new Gone("", false) : new Gone(best.text(), true);
  }

  /**
   * Whether the part of that kind is newer or older than any of the others', as far as both have
   * one of the same name; 0 where the tag has none, or it is among them.
   */
  private static int age(TagName tag, Kind kind, List<TagName> others) {
    TagPart part = part(tag, kind);
    if (part == null || part.precision() == 0) {
      return 0;
    }
    TagPart newest = null;
    for (TagName other : others) {
      TagPart its = part(other, kind);
      if (its != null && its.name().equals(part.name()) && its.precision() > 0) {
        if (its.compareNumbers(part) == 0) {
          return 0;
        }
        boolean alike = kind != Kind.VERSION || other.prerelease() == null;
        newest = alike && (newest == null || its.compareNumbers(newest) > 0) ? its : newest;
      }
    }
    return newest == null
        ? (kind == Kind.DISTRIBUTION ? UNKNOWN : 0)
        : part.difference(newest) >= 0 ? Integer.signum(part.compareNumbers(newest)) : 0;
  }

  /**
   * How many numbers of a version name the release that is stayed on: as many as releases of what
   * the image is for have, else all but the last.
   */
  private static int line(ImageName image, TagName tag) {
    TagPart version = tag.version();
    if (version == null) {
      return 0;
    }
    String product = Lifecycles.product(image);
    Lifecycle release = product.isEmpty() ? null : Lifecycles.ofVersion(product, version.dotted());
    if (release == null) {
      return Math.max(1, version.precision() - 1);
    }
    int numbers = 1;
    for (int i = 0; i < release.cycle().length(); i++) {
      numbers += release.cycle().charAt(i) == '.' ? 1 : 0;
    }
    return numbers;
  }

  /**
   * The tags of the same release where there are any, else all: a new release is newer than all.
   */
  private static List<TagName> lineOf(TagName tag, int line, List<TagName> others) {
    List<TagName> same = new ArrayList<>();
    for (TagName other : others) {
      if (sameLine(tag, line, other)) {
        same.add(other);
      }
    }
    return same.isEmpty() ? others : same;
  }

  private static List<TagName> sameVersion(TagName tag, List<TagName> others) {
    List<TagName> same = new ArrayList<>();
    for (TagName other : others) {
      if (equal(tag.version(), other.version())) {
        same.add(other);
      }
    }
    return same;
  }

  /** True where both have no version, or have the same in the numbers that name the release. */
  private static boolean sameLine(TagName tag, int line, TagName other) {
    TagPart version = tag.version();
    TagPart its = other.version();
    if (version == null || its == null) {
      return version == null && its == null;
    }
    int index = version.difference(its);
    return version.precision() >= line && its.precision() >= line && (index < 0 || index >= line);
  }

  private static boolean sameDistribution(@Nullable TagPart one, @Nullable TagPart other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.name().equals(other.name()) && one.compareLine(other) == 0;
  }

  private static boolean equal(@Nullable TagPart one, @Nullable TagPart other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.name().equals(other.name()) && one.compareNumbers(other) == 0;
  }

  /** True where a word stands in it that stands in no other: a kind that may be new. */
  private static boolean strange(TagName tag, List<TagName> others) {
    for (String word : tag.words()) {
      boolean known = false;
      for (TagName other : others) {
        known |= other.words().contains(word);
      }
      if (!known) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable TagPart part(TagName tag, Kind kind) {
    for (TagPart part : tag.parts()) {
      if (part.kind() == kind) {
        return part;
      }
    }
    return null;
  }
}
