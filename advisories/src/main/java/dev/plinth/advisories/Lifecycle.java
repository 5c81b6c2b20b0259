package dev.plinth.advisories;

/**
 * How long a product's release is looked after. Each day is ISO 8601; {@code ended} where it is
 * known to be over but not since when, empty where there is no such phase or nothing is known.
 *
 * @param product as endoflife.date names it: {@code debian}, {@code alpine-linux}, {@code rhel}
 * @param cycle the release: {@code 12}, {@code 3.20}, {@code 24.04}
 * @param codename in lower case, empty where it has none
 * @param supportEnds the last day of the maker's own security support
 * @param extendedEnds the last day of support that follows without the maker's team or only for
 *     those who pay: Debian's LTS, Ubuntu's ESM, Red Hat's ELS
 * @param source who says so
 */
public record Lifecycle(
    String product,
    String cycle,
    String codename,
    String supportEnds,
    String extendedEnds,
    String source) {
  /** Stands for a day that is past but not known. */
  public static final String ENDED = "ended";
}
