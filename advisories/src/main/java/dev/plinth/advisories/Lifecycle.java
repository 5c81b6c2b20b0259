package dev.plinth.advisories;

/**
 * How long a product's release is looked after, in phases that follow one another. Each day is ISO
 * 8601; {@link #ENDED} where it is known to be past but not since when, empty where there is no
 * such phase or nothing is known.
 *
 * @param product as endoflife.date names it: {@code debian}, {@code alpine-linux}, {@code rhel}
 * @param cycle the release: {@code 12}, {@code 3.20}, {@code 24.04}
 * @param codename in lower case, empty where it has none
 * @param supportEnds the last day of the maker's own security support
 * @param communityEnds the last day of support that everybody gets after that: Debian's LTS
 * @param commercialEnds the last day of support for those who subscribe to it: Debian's ELTS,
 *     Ubuntu's ESM, Red Hat's ELS
 * @param source who says so
 */
public record Lifecycle(
    String product,
    String cycle,
    String codename,
    String supportEnds,
    String communityEnds,
    String commercialEnds,
    String source) {
  /** Stands for a day that is past but not known. */
  public static final String ENDED = "ended";
}
