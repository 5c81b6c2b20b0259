package dev.plinth.inventory.sbom;

import java.util.Locale;
import java.util.Map;

/** Hashes of packages' files that an inventory's details hold. */
final class Hashes {
  private Hashes() {}

  /**
   * The hash under that key in lower-case hexadecimal, empty when there is none of the right form.
   *
   * @param algorithm {@code sha1} or {@code sha256}
   */
  static String of(Map<String, String> details, String algorithm) {
    String hex = details.getOrDefault(algorithm, "").toLowerCase(Locale.ROOT);
    if (hex.length() != (algorithm.equals("sha1") ? 40 : 64)) {
      return "";
    }
    for (int i = 0; i < hex.length(); i++) {
      if ("0123456789abcdef".indexOf(hex.charAt(i)) < 0) {
        return "";
      }
    }
    return hex;
  }
}
