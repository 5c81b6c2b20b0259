package dev.plinth.advisories.match;

import dev.plinth.findings.Finding;
import java.util.List;

/**
 * What matching found.
 *
 * @param findings one for each vulnerability of each package, sorted worst first
 * @param setAside what would have been found but for a reason: not affected by the vendor's word,
 *     owned by a distribution package, kernel headers. Never silently dropped
 * @param uncovered ecosystems of the inventory for which no source has any row, or only the starter
 *     set beside imported data of others, with how many packages: absence of findings there means
 *     nothing
 */
public record MatchResult(
    List<Finding> findings, List<SetAside> setAside, List<Uncovered> uncovered) {
  /** Keeps its own copies. */
  public MatchResult {
    findings = List.copyOf(findings);
    setAside = List.copyOf(setAside);
    uncovered = List.copyOf(uncovered);
  }

  /**
   * @param reason a stable word: {@code not-affected} (by the vendor's word), {@code
   *     distribution-owned} (a language package that is part of a distribution package), {@code
   *     kernel-headers}, {@code third-party} (a distribution's advisory on a package that others
   *     built), {@code version-unknown}, {@code under-investigation} (by the vendor)
   * @param explanation a sentence without a final stop
   */
  public record SetAside(Finding finding, String reason, String explanation) {}

  /** An ecosystem without data, and how many packages of it there are. */
  public record Uncovered(String ecosystem, int packages) {}
}
