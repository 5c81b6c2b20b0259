package dev.plinth.bases.tags;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.tags.TagPart.Kind;
import dev.plinth.bases.tags.TagRules.ImageRules;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag as people write them. There is no standard but for the characters (OCI distribution
 * specification, {@code [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}}); this is the grammar of those in use:
 *
 * <pre>
 * tag       = [ prefix ] version { join part }  |  part { join part }
 * join      = "-" | "_" | "." | nothing
 * version   = [ "v" ] numbers [ prerelease ] | number "u" number
 * numbers   = number { "." number }
 * part      = distribution | component | revision | date | commit | channel | word
 * distribution = name [ [ "-" ] numbers ] | code name         alpine3.19  debian-12  bookworm
 * component = word [ "-" ] numbers                            jdk21  otp-26  python3.12
 * revision  = [ word ] numbers                                -1  _7  r5  KB5034129
 * date      = YYYYMMDD [ time ] | YYYY-MM-DD [ "T" time ]
 * commit    = 7 to 64 digits and letters a to f, of both kinds, or "g" before them
 * prerelease = [ join ] ( "rc" | "beta" | … ) [ join ] [ numbers ]
 * channel   = "latest" | "stable" | "lts" | …
 * </pre>
 *
 * What a number is a number of hangs on the image in places: {@link TagRules}. Two tags are of the
 * same {@linkplain #shape() shape} where they differ in numbers, code names of one distribution and
 * prereleases alone.
 */
public final class TagName {
  /** What no tag is longer than, by the specification. */
  static final int LONGEST = 128;

  private final String text;
  private final String shape;
  private final List<TagPart> parts;
  private final List<String> words;
  private final @Nullable Prerelease prerelease;
  private final int versionStart;
  private final int versionEnd;

  TagName(
      String text,
      String shape,
      List<TagPart> parts,
      List<String> words,
      @Nullable Prerelease prerelease,
      int versionStart,
      int versionEnd) {
    this.text = text;
    this.shape = shape;
    this.parts = parts;
    this.words = words;
    this.prerelease = prerelease;
    this.versionStart = versionStart;
    this.versionEnd = versionEnd;
  }

  /** That tag of that image; what no registry would take has words alone. */
  public static TagName of(ImageName image, String tag) {
    return of(image, tag, TagRules.EMBEDDED);
  }

  /** By these rules. */
  public static TagName of(ImageName image, String tag, TagRules rules) {
    return of(tag, rules.of(image));
  }

  static TagName of(String tag, ImageRules rules) {
    return valid(tag)
        ? new TagReader(tag, rules).read()
        : new TagName(tag, tag, List.of(), List.of(tag), null, -1, -1);
  }

  /** True for what a registry takes as a tag. */
  public static boolean valid(String tag) {
    if (tag.isEmpty() || tag.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      boolean word = TagWords.letter(c) || TagWords.digit(c) || c == '_';
      if (!word && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  /** As written. */
  public String text() {
    return text;
  }

  /** The tag with a mark in place of each number, code name, date and commit, for comparing. */
  public String shape() {
    return shape;
  }

  /** All parts that can be newer or older, in order. */
  public List<TagPart> parts() {
    return parts;
  }

  /** The words, as written, in order; names of distributions, components, revisions are none. */
  public List<String> words() {
    return words;
  }

  /** What makes its version one before the release. */
  public @Nullable Prerelease prerelease() {
    return prerelease;
  }

  /** The version of what the image is for. */
  public @Nullable TagPart version() {
    return part(Kind.VERSION);
  }

  /** The distribution that is named first. */
  public @Nullable TagPart distribution() {
    return part(Kind.DISTRIBUTION);
  }

  /** Which build of the version. */
  public @Nullable TagPart revision() {
    return part(Kind.REVISION);
  }

  /** What stands before the version, such as {@code v} or {@code php-}; empty where none does. */
  public String prefix() {
    return versionStart < 0 ? "" : text.substring(0, versionStart);
  }

  /** What stands behind the version and its prerelease; the whole tag where there is none. */
  public String suffix() {
    return versionStart < 0 ? text : text.substring(versionEnd);
  }

  /** The tag with another text in place of the version and its prerelease. */
  String withVersion(String version) {
    return prefix() + version + suffix();
  }

  /** True where nothing in it can be newer or older. */
  public boolean withoutOrder() {
    for (TagPart part : parts) {
      if (part.precision() > 0 && part.kind() != Kind.COMPONENT) {
        return false;
      }
    }
    return true;
  }

  /** True where a commit stands in it and nothing that has an order. */
  public boolean commit() {
    return part(Kind.HASH) != null && withoutOrder();
  }

  /** The day in it; null where there is none. */
  public @Nullable LocalDate date() {
    TagPart date = part(Kind.DATE);
    TagPart version = version();
    if (date != null) {
      long day = date.number(0);
      return LocalDate.of((int) (day / 10_000), (int) (day / 100 % 100), day(day));
    }
    if (version != null && version.precision() == 3 && TagDate.day(version.numbers())) {
      return LocalDate.of(
          (int) version.number(0), (int) version.number(1), (int) version.number(2));
    }
    return null;
  }

  /** A month without a day begins with its first. */
  private static int day(long date) {
    return Math.max(1, (int) (date % 100));
  }

  private @Nullable TagPart part(Kind kind) {
    for (TagPart part : parts) {
      if (part.kind() == kind) {
        return part;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}
