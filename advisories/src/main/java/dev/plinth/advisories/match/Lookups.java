package dev.plinth.advisories.match;

import dev.plinth.advisories.PackageKey;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.List;

/** Turns packages into the names and versions under which advisories speak of them. */
final class Lookups {
  private final DistributionEcosystems distribution;

  Lookups(Distribution distribution) {
    this.distribution = DistributionEcosystems.of(distribution);
  }

  /** The ecosystems of the distribution's own packages, the chief one first. */
  List<String> distributionEcosystems() {
    return distribution.names();
  }

  /**
   * The ecosystem that a package counts to in the report's coverage; for a Maven package without a
   * group and for an unknown type a text that says so, which no advisory source has.
   */
  String ecosystem(Package installed) {
    if (installed.fromDistribution()) {
      return distribution.names().getFirst();
    }
    return switch (installed.type()) {
      case "pypi" -> "PyPI";
      case "npm" -> "npm";
      case "maven" -> installed.namespace().isEmpty() ? "Maven (group unknown)" : "Maven";
      case "golang" -> "Go";
      case "cargo" -> "crates.io";
      case "gem" -> "RubyGems";
      case "nuget" -> "NuGet";
      case "composer" -> "Packagist";
      case "hex" -> "Hex";
      case "bitnami" -> "Bitnami";
      default -> installed.type();
    };
  }

  /** True for a type all of whose packages count to one ecosystem, whoever made them. */
  static boolean sameForAllOf(String type) {
    return switch (type) {
      case "deb", "apk", "rpm", "maven" -> false;
      default -> true;
    };
  }

  /** Every name to look up; none where a name alone would not be safe to go by. */
  List<Lookup> of(Package installed) {
    return installed.fromDistribution() ? distributionNames(installed) : languageNames(installed);
  }

  private List<Lookup> distributionNames(Package installed) {
    List<Lookup> lookups = new ArrayList<>();
    String source = installed.sourceName().isEmpty() ? installed.name() : installed.sourceName();
    for (String ecosystem : ecosystems(installed)) {
      if (distribution.naming() != DistributionEcosystems.Naming.SOURCE) {
        lookups.add(
            new Lookup(installed, PackageKey.of(ecosystem, installed.name()), installed.version()));
      }
      boolean bySource =
          switch (distribution.naming()) {
            case SOURCE -> true;
            case BINARY, BINARY_OR_UNFIXED_SOURCE -> false;
            case EITHER -> !source.equals(installed.name());
          };
      if (bySource) {
        lookups.add(
            new Lookup(installed, PackageKey.of(ecosystem, source), sourceVersion(installed)));
      }
    }
    if (distribution.naming() == DistributionEcosystems.Naming.BINARY_OR_UNFIXED_SOURCE) {
      addRedHatsNames(installed, source, lookups);
    }
    return lookups;
  }

  /**
   * Red Hat's VEX documents name a module's package with its module, and what is not fixed yet by
   * its source, in the chief ecosystem.
   */
  private void addRedHatsNames(Package installed, String source, List<Lookup> lookups) {
    String ecosystem = distribution.names().getFirst();
    String label = installed.details().getOrDefault("modularity-label", "");
    int first = label.indexOf(':');
    int second = first < 0 ? -1 : label.indexOf(':', first + 1);
    String module = second < 0 ? label : label.substring(0, second);
    String prefix = module.isEmpty() ? "" : module + "::";
    if (!prefix.isEmpty()) {
      lookups.add(
          new Lookup(
              installed, PackageKey.of(ecosystem, prefix + installed.name()), installed.version()));
    }
    if (!source.equals(installed.name())) {
      lookups.add(
          new Lookup(
              installed, PackageKey.of(ecosystem, prefix + source), installed.version(), true));
    }
  }

  /**
   * Ubuntu's extended maintenance is an ecosystem of its own: its fixes are out of reach for an
   * image without a subscription, and count only where the package came from there already.
   */
  private List<String> ecosystems(Package installed) {
    String chief = distribution.names().getFirst();
    if (!chief.startsWith("Ubuntu:") || !installed.version().contains("esm")) {
      return distribution.names();
    }
    List<String> names = new ArrayList<>(distribution.names());
    names.add("Ubuntu:Pro:" + chief.substring("Ubuntu:".length()));
    return names;
  }

  /**
   * The source's version. A source rpm's file name does not tell its epoch, which its packages
   * nearly always share.
   */
  private static String sourceVersion(Package installed) {
    String source = installed.sourceVersion();
    if (source.isEmpty()) {
      return installed.version();
    }
    int colon = installed.version().indexOf(':');
    return installed.type().equals("rpm") && colon > 0 && source.indexOf(':') < 0
        ? installed.version().substring(0, colon + 1) + source
        : source;
  }

  private List<Lookup> languageNames(Package installed) {
    if (installed.type().equals("maven") && installed.namespace().isEmpty()) {
      return List.of();
    }
    String version = installed.version();
    if (installed.type().equals("golang")) {
      version = goVersion(installed);
    }
    return List.of(
        new Lookup(
            installed, PackageKey.of(ecosystem(installed), displayName(installed)), version));
  }

  /** Empty for a main module that was built without a version. */
  private static String goVersion(Package installed) {
    String version = installed.version();
    if (displayName(installed).equals("stdlib")) {
      // Builders append their own words: "go1.22.3 X:boringcrypto", "go1.22.3-fips".
      int end = 0;
      while (end < version.length() && version.charAt(end) != ' ' && version.charAt(end) != '-') {
        end++;
      }
      return version.substring(0, end);
    }
    boolean unversioned =
        version.equals("(devel)")
            || (installed.details().containsKey("main-module") && version.startsWith("v0.0.0-"));
    return unversioned ? "" : version;
  }

  /** The package's whole name as its ecosystem's tools show it. */
  static String displayName(Package installed) {
    String namespace = installed.namespace();
    if (installed.fromDistribution() || namespace.isEmpty()) {
      return installed.name();
    }
    return switch (installed.type()) {
      case "maven" -> namespace + ":" + installed.name();
      case "npm", "golang", "composer" -> namespace + "/" + installed.name();
      default -> installed.name();
    };
  }
}
