package dev.plinth.policy.file;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.policy.yaml.YamlProblem;

/** What can be wrong with a policy file, in words. */
final class PolicyFileErrors {
  private PolicyFileErrors() {}

  static PlinthException file(String label, YamlProblem problem) {
    return new PlinthException(
        "PLINTH-POLICY-FILE",
        "read the policy in " + SafeText.of(label),
        problem.because(),
        problem.next(),
        problem);
  }
}
