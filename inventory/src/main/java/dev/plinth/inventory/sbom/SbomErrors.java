package dev.plinth.inventory.sbom;

import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** What can go wrong with SBOMs, in words. */
final class SbomErrors {
  private SbomErrors() {}

  static PlinthException sourceDateEpoch(String value) {
    return new PlinthException(
        "PLINTH-SBOM-EPOCH",
        "take the SBOM's time from SOURCE_DATE_EPOCH",
        "its value " + shown(value) + " is no number of seconds since 1970",
        "set it to a number such as 1714564800, or unset it");
  }

  static PlinthException unreadable(String name, Exception cause) {
    return new PlinthException(
        "PLINTH-SBOM-READ",
        reading(name),
        "it could not be read (" + shown(String.valueOf(cause.getMessage())) + ")",
        "check the path and its permissions",
        cause);
  }

  static PlinthException syntax(String name, String what, Exception cause) {
    return new PlinthException(
        "PLINTH-SBOM-SYNTAX",
        reading(name),
        "it is not well-formed JSON: " + SafeText.of(what),
        "make the SBOM anew, or check that the file was copied whole",
        cause);
  }

  static PlinthException form(String name, String form) {
    return new PlinthException(
        "PLINTH-SBOM-FORM",
        reading(name),
        "it is " + form + ", which is not read",
        "write it as CycloneDX JSON or SPDX 2.3 JSON (most tools have an option or a converter for"
            + " it)");
  }

  static PlinthException unknown(String name) {
    return new PlinthException(
        "PLINTH-SBOM-UNKNOWN",
        reading(name),
        "it is JSON but says neither bomFormat CycloneDX nor spdxVersion",
        "give a CycloneDX (1.2 or newer) or SPDX (2.2 or 2.3) document in JSON");
  }

  static PlinthException version(String name, String kind, String version) {
    return new PlinthException(
        "PLINTH-SBOM-VERSION",
        reading(name),
        "its version of " + kind + ", " + shown(version) + ", is not known",
        "write it as CycloneDX 1.2 to 1.7 or SPDX 2.2 or 2.3, in JSON");
  }

  static PlinthException limit(String name, String what) {
    return new PlinthException(
        "PLINTH-SBOM-LIMIT",
        reading(name),
        "it has " + what,
        "split it, or leave out what is not about packages (files, vulnerabilities)");
  }

  static PlinthException size(String name, long limit) {
    return limit(name, "more than the limit of " + ByteSize.of(limit));
  }

  private static String reading(String name) {
    return "read the SBOM " + shown(name);
  }

  private static String shown(String text) {
    return SafeText.of(text.length() <= 200 ? text : text.substring(0, 200) + "…");
  }
}
