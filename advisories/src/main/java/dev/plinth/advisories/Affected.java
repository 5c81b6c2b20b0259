package dev.plinth.advisories;

import java.util.List;

/**
 * What one advisory says of one package: OSV's {@code affected[]} entry.
 *
 * @param advisory the whole statement
 * @param ecosystem OSV's name with its release: {@code Debian:12}, {@code Alpine:v3.20}, {@code
 *     PyPI}, {@code Maven}, {@code crates.io}, …
 * @param name the package in that ecosystem, normalised by {@code PackageKey}
 * @param ranges intervals of affected versions; any of them suffices
 * @param versions single affected versions, beside the ranges
 * @param status what the vendor says of it
 * @param severityWord the vendor's word for this very package; empty when it gives none
 */
public record Affected(
    Advisory advisory,
    String ecosystem,
    String name,
    List<Interval> ranges,
    List<String> versions,
    Status status,
    String severityWord) {
  /** Keeps its own copies. */
  public Affected {
    ranges = List.copyOf(ranges);
    versions = List.copyOf(versions);
  }

  /**
   * From {@code introduced} (inclusive; {@code 0} for the first version ever) to {@code fixed}
   * (exclusive) or {@code lastAffected} (inclusive); both empty when it is open.
   *
   * @param kind OSV's range type
   */
  public record Interval(Kind kind, String introduced, String fixed, String lastAffected) {
    /** OSV range types; GIT ranges are not kept. */
    public enum Kind {
      /** Ordered as the ecosystem orders versions. */
      ECOSYSTEM,
      /** Ordered by SemVer 2.0. */
      SEMVER
    }
  }

  /** What the vendor says. */
  public enum Status {
    /** In range, or fixed above it. */
    AFFECTED,
    /** Never affected, or not in this build: kept as a reason against a match. */
    NOT_AFFECTED,
    /** Affected, and the vendor will not fix it. */
    WONT_FIX,
    /** Affected, fix postponed. */
    DEFERRED,
    /** Affected, the release is no longer looked after. */
    END_OF_LIFE,
    /** Not decided yet. */
    UNDER_INVESTIGATION;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case AFFECTED -> "affected";
        case NOT_AFFECTED -> "not-affected";
        case WONT_FIX -> "wont-fix";
        case DEFERRED -> "deferred";
        case END_OF_LIFE -> "end-of-life";
        case UNDER_INVESTIGATION -> "under-investigation";
      };
    }
  }
}
