package dev.plinth.policy.foreign;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** What can be wrong with an ignore file, in words. */
final class IgnoreErrors {
  private IgnoreErrors() {}

  static PlinthException file(String label, String because, String next) {
    return new PlinthException(
        "PLINTH-IGNORE-FILE", "read the ignore file " + SafeText.of(label), because, next);
  }
}
