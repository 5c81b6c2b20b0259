package dev.plinth.checks.settings;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.policy.yaml.YamlProblem;

/** What can be wrong with settings, in words. */
final class SettingsErrors {
  private SettingsErrors() {}

  static PlinthException file(String label, YamlProblem problem) {
    return new PlinthException(
        "PLINTH-POLICY-FILE",
        "read the settings of lint in " + SafeText.of(label),
        problem.because(),
        problem.next(),
        problem);
  }
}
