package dev.plinth.policy.baseline;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** What can be wrong with a baseline, in words. */
final class BaselineErrors {
  private BaselineErrors() {}

  static PlinthException broken(String label, String because) {
    return new PlinthException(
        "PLINTH-BASELINE-SYNTAX",
        "read the baseline " + SafeText.of(label),
        "it is not whole (" + SafeText.of(because) + ")",
        "write it anew with -o json=FILE");
  }

  static PlinthException other(String label, String found) {
    return new PlinthException(
        "PLINTH-BASELINE-KIND",
        "read the baseline " + SafeText.of(label),
        found,
        "give a report that plinth scan wrote with -o json=FILE, or an image");
  }
}
