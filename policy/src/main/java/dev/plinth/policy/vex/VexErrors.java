package dev.plinth.policy.vex;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** What can be wrong with a VEX document, in words. */
final class VexErrors {
  private VexErrors() {}

  static PlinthException syntax(String label, String because) {
    return new PlinthException(
        "PLINTH-VEX-SYNTAX",
        "read the VEX document " + SafeText.of(label),
        because,
        "check that the file is whole");
  }

  static PlinthException kind(String label, String found) {
    return new PlinthException(
        "PLINTH-VEX-KIND",
        "read the VEX document " + SafeText.of(label),
        "it is " + found,
        "give OpenVEX, CycloneDX with analyses, or CSAF 2.0's profile VEX");
  }

  static PlinthException tooLarge(String label, long bytes) {
    return new PlinthException(
        "PLINTH-VEX-SIZE",
        "read the VEX document " + SafeText.of(label),
        "it is larger than " + bytes + " bytes",
        "split it, or keep only what concerns the image");
  }
}
