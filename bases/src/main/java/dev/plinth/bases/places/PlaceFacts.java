package dev.plinth.bases.places;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.Family;
import dev.plinth.bases.known.FamilyNames;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.ImageReleases;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.OfficialTags;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.bases.tags.Rebuilds;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a place by the name that stands there.
 *
 * @param pinned how far the name settles which bytes come
 * @param family of bases; empty where it is of none that is known
 * @param release that ends first, such as {@code Debian 12}; empty where none is known
 * @param ends its last day; null where not known, {@link LocalDate#MIN} where past but not known
 * @param built what official-images says of the tag; null where it says nothing
 */
public record PlaceFacts(
    Pinned pinned, String family, String release, @Nullable LocalDate ends, @Nullable Built built) {

  /**
   * What official-images says of a tag.
   *
   * @param asOf the day of its data
   * @param gone true where the tag is built no more
   * @param instead the tag of the same kind that took its place; empty where there is none
   * @param means the distribution that a tag stands for which names none, such as {@code Debian
   *     13}; empty where it names one, or that is not known
   * @param aliases the other tags that mean the same image, sorted
   */
  public record Built(
      LocalDate asOf, boolean gone, String instead, String means, List<String> aliases) {
    /** Keeps its own copy. */
    public Built {
      aliases = List.copyOf(aliases);
    }

    static @Nullable Built of(ImageName image, OfficialTags official) {
      Set<String> aliases = official.aliases(image);
      LocalDate asOf = aliases.isEmpty() && official.tags(image).isEmpty() ? null : official.date();
      if (asOf == null) {
        return null;
      }
      if (aliases.isEmpty()) {
        Rebuilds.Gone gone = new Rebuilds(official).of(image);
        return gone == null ? null : new Built(asOf, true, gone.instead(), "", List.of());
      }
      Lifecycle named = KnownBases.distribution(image);
      Lifecycle upon = named == null ? official.distribution(image) : null;
      Set<String> others = new TreeSet<>(aliases);
      others.remove(image.tagOrLatest());
      return new Built(
          asOf,
          false,
          "",
          upon == null ? "" : Lifecycles.shown(upon.product()) + " " + upon.cycle(),
          List.copyOf(others));
    }
  }

  /** How far a name settles which bytes come. */
  public enum Pinned {
    /** By a digest. */
    DIGEST,
    /** By a tag with a version. */
    TAG,
    /** By a tag without one, or by none. */
    FLOATING;

    /** The lower-case word of reports. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Of that place. */
  public static PlaceFacts of(Place place, BaseSettings settings, Releases releases) {
    ImageText image = place.image();
    Pinned pinned =
        !image.digest().isEmpty()
            ? Pinned.DIGEST
            : versioned(image.tag()) ? Pinned.TAG : Pinned.FLOATING;
    if (place.kind() == Place.Kind.ACTION) {
      boolean commit = image.tag().matches("[0-9a-f]{40}([0-9a-f]{24})?");
      return new PlaceFacts(commit ? Pinned.DIGEST : pinned, "", "", null, null);
    }
    ImageName name = settings.name(image.reference());
    Family family = FamilyNames.of(name);
    Lifecycle first = ImageReleases.first(name, releases);
    return new PlaceFacts(
        pinned,
        family == null ? "" : family.shown(),
        first == null ? "" : Lifecycles.shown(first.product()) + " " + first.cycle(),
        first == null ? null : Lifecycles.lastDay(first),
        Built.of(name, releases.official()));
  }

  private static boolean versioned(String tag) {
    for (int i = 0; i < tag.length(); i++) {
      if (tag.charAt(i) >= '0' && tag.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }
}
