package dev.plinth.policy.exceptions;

import dev.plinth.findings.Finding;

/** Whether a finding is meant. */
@FunctionalInterface
public interface Condition {
  /** Whether the finding is meant. */
  boolean matches(Finding finding);

  /** Both. */
  default Condition and(Condition other) {
    return finding -> matches(finding) && other.matches(finding);
  }
}
