package dev.plinth.policy.judge;

import java.util.Set;

/**
 * What was known before.
 *
 * @param name the report or image, for people
 * @param fingerprints of its findings
 */
public record Before(String name, Set<String> fingerprints) {
  /** Keeps its own copy. */
  public Before {
    fingerprints = Set.copyOf(fingerprints);
  }
}
