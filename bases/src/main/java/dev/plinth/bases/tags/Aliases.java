package dev.plinth.bases.tags;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.tags.TagPart.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tags of an image that point to the same digest: which of them says the same as another one, but
 * more exactly. One tag refines another where
 *
 * <ul>
 *   <li>its version begins with the other's: {@code 3.12.4} refines {@code 3.12} and a tag without
 *       a version, such as {@code slim};
 *   <li>words and components are the same; words that name a channel ({@code latest}, {@code lts},
 *       {@code stable}) may be missing, since the version takes their place;
 *   <li>the distribution is the same, with as many or more numbers;
 *   <li>a prerelease is one of the same kind;
 *   <li>revision and day are the same, or the other has none.
 * </ul>
 *
 * So {@code 3.12-slim} becomes {@code 3.12.4-slim}, not {@code 3.12.4-slim-bookworm}: the suffix is
 * what its author chose, and a tag without the distribution's release goes on when that one ends.
 * Who wants it named asks for {@link Suffix#WITH_DISTRIBUTION}.
 */
public final class Aliases {
  /** What may be added to a tag. */
  public enum Suffix {
    /** Nothing but numbers. */
    KEPT,
    /** The distribution's release, too. */
    WITH_DISTRIBUTION
  }

  private final TagRules rules;
  private final ImageName image;

  /** For tags of that image. */
  public Aliases(ImageName image, TagRules rules) {
    this.image = image;
    this.rules = rules;
  }

  /** The tags with the digest that a tag has, itself among them; none where it is not known. */
  public static List<String> equal(String tag, Map<String, String> digests) {
    String digest = digests.get(tag);
    List<String> equal = new ArrayList<>();
    if (digest != null) {
      for (Map.Entry<String, String> entry : digests.entrySet()) {
        if (entry.getValue().equals(digest)) {
          equal.add(entry.getKey());
        }
      }
    }
    return equal;
  }

  /**
   * The most exact of the equal tags that refine a tag; null where none does.
   *
   * @param equal that point to the same digest
   */
  public @Nullable String mostSpecific(String tag, Collection<String> equal, Suffix suffix) {
    TagName general = name(tag);
    TagName best = null;
    for (String text : equal) {
      TagName other = name(text);
      if (!text.equals(tag)
          && refines(other, general, suffix)
          && exactness(other) > exactness(general)
          && (best == null || better(other, best))) {
        best = other;
      }
    }
    return best == null ? null : best.text();
  }

  /**
   * The tags that say the same as a tag, but more exactly, whatever their digests: the most exact
   * first, of those the newest.
   */
  public List<String> refining(String tag, Collection<String> all, Suffix suffix) {
    TagName general = name(tag);
    TagOrder order = new TagOrder(rules.of(image));
    List<TagName> found = new ArrayList<>();
    for (String text : all) {
      TagName other = name(text);
      if (!text.equals(tag)
          && refines(other, general, suffix)
          && exactness(other) > exactness(general)) {
        found.add(other);
      }
    }
    found.sort(
        Comparator.comparingInt((TagName each) -> -exactness(each))
            .thenComparing((a, b) -> order.compare(b, a))
            .thenComparing(TagName::text));
    return found.stream().map(TagName::text).toList();
  }

  /** The equal tags that a tag refines, the most exact of them first: those it belongs to. */
  public List<String> floating(String tag, Collection<String> equal) {
    TagName exact = name(tag);
    List<TagName> floating = new ArrayList<>();
    for (String text : equal) {
      TagName other = name(text);
      if (!text.equals(tag)
          && exactness(other) < exactness(exact)
          && refines(exact, other, Suffix.WITH_DISTRIBUTION)) {
        floating.add(other);
      }
    }
    floating.sort((a, b) -> better(a, b) ? -1 : better(b, a) ? 1 : 0);
    return floating.stream().map(TagName::text).toList();
  }

  private TagName name(String tag) {
    return TagName.of(image, tag, rules);
  }

  private static boolean better(TagName left, TagName right) {
    int by = Integer.compare(exactness(left), exactness(right));
    by = by == 0 ? Integer.compare(right.text().length(), left.text().length()) : by;
    return by == 0 ? left.text().compareTo(right.text()) < 0 : by > 0;
  }

  /** How many numbers say which it is; a day or revision is the last word. */
  private static int exactness(TagName tag) {
    int exactness = 0;
    for (TagPart part : tag.parts()) {
      exactness +=
          switch (part.kind()) {
            case DATE, REVISION -> 10 + part.precision();
            case HASH -> 1;
            default -> part.precision();
          };
    }
    Prerelease prerelease = tag.prerelease();
    return exactness + (prerelease == null ? 0 : prerelease.numbers().precision());
  }

  /** True where the exact tag says what the general one does, and no other variant. */
  static boolean refines(TagName exact, TagName general, Suffix suffix) {
    TagPart version = general.version();
    TagPart other = exact.version();
    if (version != null
        && (other == null || !version.begins(other) || !general.prefix().equals(exact.prefix()))) {
      return false;
    }
    if (version == null && other != null && !free(exact.prefix())) {
      return false;
    }
    return samePrerelease(general, exact)
        && words(general).equals(words(exact))
        && parts(general, exact, Kind.COMPONENT, false)
        && parts(general, exact, Kind.DISTRIBUTION, suffix == Suffix.WITH_DISTRIBUTION)
        && parts(general, exact, Kind.SECOND, true)
        && parts(general, exact, Kind.REVISION, true)
        && parts(general, exact, Kind.DATE, true)
        && parts(general, exact, Kind.HASH, true);
  }

  /** A version comes to a tag without one where nothing stands before it, or a {@code v}. */
  private static boolean free(String prefix) {
    return prefix.isEmpty() || prefix.equals("v");
  }

  private static boolean samePrerelease(TagName general, TagName exact) {
    Prerelease one = general.prerelease();
    Prerelease other = exact.prerelease();
    if (one == null || other == null) {
      return one == null && other == null;
    }
    // The channel 3.15-rc has its alphas and betas, too, until there is a candidate.
    return one.numbers().precision() == 0
        || (one.word().equals(other.word()) && one.numbers().begins(other.numbers()));
  }

  private static List<String> words(TagName tag) {
    List<String> words = new ArrayList<>(tag.words());
    words.removeIf(TagWords::channel);
    return words;
  }

  /** Each of the general tag's has its own in the exact one; further ones where they may be. */
  private static boolean parts(TagName general, TagName exact, Kind kind, boolean more) {
    List<TagPart> rest = new ArrayList<>();
    for (TagPart part : exact.parts()) {
      if (part.kind() == kind) {
        rest.add(part);
      }
    }
    for (TagPart part : general.parts()) {
      if (part.kind() == kind && !take(part, rest, more)) {
        return false;
      }
    }
    return more || rest.isEmpty();
  }

  private static boolean take(TagPart part, List<TagPart> rest, boolean more) {
    for (int i = 0; i < rest.size(); i++) {
      TagPart other = rest.get(i);
      if (part.name().equals(other.name()) && sameForm(part, other, more) && part.begins(other)) {
        rest.remove(i);
        return true;
      }
    }
    return false;
  }

  /** A code name is refined by itself alone, a bare name by its releases where more may be. */
  private static boolean sameForm(TagPart part, TagPart other, boolean more) {
    boolean digits = TagWords.digit(part.text().charAt(part.text().length() - 1));
    if (part.kind() != Kind.DISTRIBUTION || part.text().equals(other.text())) {
      return true;
    }
    return digits
        ? begins(other.text(), part.text())
        : more && part.precision() == 0 && other.text().startsWith(part.text());
  }

  private static boolean begins(String exact, String general) {
    return exact.startsWith(general)
        && (exact.length() == general.length() || exact.charAt(general.length()) == '.');
  }
}
