package dev.plinth.bases.evaluate;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.OwnBase;
import dev.plinth.inventory.Package;
import org.jspecify.annotations.Nullable;

/**
 * The language that an image is for, where the distribution's own support does not cover it.
 *
 * @param product as endoflife.date names it
 * @param version as it was told
 * @param release its days; null where they are not known
 * @param by what tells
 */
record Runtime(String product, String version, @Nullable Lifecycle release, String by) {
  /** Variables of the official images (docker-library), and what they count. */
  private static final String[][] VARIABLES = {
    {"PYTHON_VERSION", "python"},
    {"NODE_VERSION", "nodejs"},
    {"GOLANG_VERSION", "go"},
    {"RUBY_VERSION", "ruby"},
    {"PHP_VERSION", "php"},
    {"DOTNET_VERSION", "dotnet"},
    {"ASPNET_VERSION", "dotnet"}
  };

  /** Null where there is none, or nothing tells. */
  static @Nullable Runtime of(Candidate candidate) {
    for (String[] variable : VARIABLES) {
      for (String each : candidate.image().config().env()) {
        if (each.startsWith(variable[0] + "=")) {
          String version = each.substring(variable[0].length() + 1);
          return of(candidate, variable[1], version, "by " + variable[0]);
        }
      }
    }
    ImageName name = candidate.name();
    if (name != null) {
      OwnBase own = candidate.own();
      String product = Lifecycles.product(own == null ? name : own.example());
      String version = KnownBases.version(name.tag());
      if (!product.isEmpty() && !version.isEmpty()) {
        return of(candidate, product, version, "by its name");
      }
    }
    for (Package each : candidate.inventory().packages()) {
      if (each.type().equals("golang") && each.name().equals("stdlib")) {
        String version = each.version();
        return of(
            candidate, "go", version.startsWith("v") ? version.substring(1) : version, "built in");
      }
    }
    return null;
  }

  private static Runtime of(Candidate candidate, String product, String version, String by) {
    return new Runtime(product, version, candidate.releases().ofVersion(product, version), by);
  }

  String shown() {
    return Lifecycles.shown(product) + " " + (release == null ? version : release.cycle());
  }
}
