package dev.plinth.checks.secret;

import java.util.Random;
import java.util.stream.Stream;

/** Made-up secrets of the real shapes, put together so that no scanner takes them for true ones. */
final class Seeds {
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Seeds() {}

  static Stream<String> shapes() {
    Random random = new Random(42);
    return Stream.of(
        "AKIA" + some(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
        "ghp_" + some(random, ALPHANUMERIC, 36),
        "ghs_" + some(random, ALPHANUMERIC, 36),
        "github_pat_" + some(random, ALPHANUMERIC, 22) + "_" + some(random, ALPHANUMERIC, 59),
        "glpat-" + some(random, ALPHANUMERIC, 20),
        "xoxb-" + some(random, "0123456789", 12) + "-" + some(random, ALPHANUMERIC, 24),
        "sk_" + "live_" + some(random, ALPHANUMERIC, 24),
        "npm_" + some(random, ALPHANUMERIC, 36),
        "pypi-AgEIcHlwaS5vcmc" + some(random, ALPHANUMERIC, 80),
        "AIza" + some(random, ALPHANUMERIC, 35),
        "hf_" + some(random, ALPHANUMERIC, 34),
        "dckr_pat_" + some(random, ALPHANUMERIC, 27),
        "SG." + some(random, ALPHANUMERIC, 22) + "." + some(random, ALPHANUMERIC, 43),
        "hvs." + some(random, ALPHANUMERIC, 90),
        "eyJ"
            + some(random, ALPHANUMERIC, 20)
            + ".eyJ"
            + some(random, ALPHANUMERIC, 40)
            + "."
            + some(random, ALPHANUMERIC, 43));
  }

  private static String some(Random random, String from, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(from.charAt(random.nextInt(from.length())));
    }
    return out.toString();
  }
}
