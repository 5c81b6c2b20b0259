package dev.plinth.inventory.sbom;

import java.util.Locale;
import java.util.Map;

/** Hashes of packages' files that an inventory's details hold. */
final class Hashes {
  private Hashes() {}

  /**
   * The hash under that key in lower-case hexadecimal, empty when there is none of the right form.
   *
   * @param algorithm {@code sha1}, {@code sha256} or {@code sha512}
   */
  static String of(Map<String, String> details, String algorithm) {
    String hex = details.getOrDefault(algorithm, "").toLowerCase(Locale.ROOT);
    int length =
        switch (algorithm) {
          case "sha1" -> 40;
          case "sha256" -> 64;
          default -> 128;
        };
    if (hex.length() != length) {
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
