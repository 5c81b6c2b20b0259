package dev.plinth.bases.difference;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** What can be wrong with what is compared, in words. */
public final class DifferenceErrors {
  private DifferenceErrors() {}

  static PlinthException broken(String label, String because) {
    return new PlinthException(
        "PLINTH-DIFF-REPORT",
        "read the saved report " + SafeText.of(label),
        "it is not whole (" + SafeText.of(because) + ")",
        "write it anew with 'plinth scan IMAGE -o json=FILE'");
  }

  static PlinthException other(String label, String found) {
    return new PlinthException(
        "PLINTH-DIFF-KIND",
        "read the saved report " + SafeText.of(label),
        SafeText.of(found),
        "give a report that plinth scan wrote with -o json=FILE, or an image");
  }

  /** An image is to be compared with its base, and nothing tells which layers are the base's. */
  public static PlinthException noBase(String label, String because) {
    return new PlinthException(
        "PLINTH-DIFF-BASE",
        "compare " + SafeText.of(label) + " with its base",
        because,
        "name the base: plinth diff BASE " + SafeText.of(label));
  }
}
