package dev.plinth.advisories.match;

import dev.plinth.advisories.DebianReleases;
import dev.plinth.inventory.Distribution;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of OSV's ecosystems speak of a distribution's packages, and by what name they call them.
 *
 * @param names OSV's, with releases, the chief one first; never empty: a distribution that OSV does
 *     not know has its own ID here, which no advisory has
 * @param naming by what name its advisories call packages
 */
record DistributionEcosystems(List<String> names, Naming naming) {
  /** By what name advisories call packages. */
  enum Naming {
    /** The source package (Debian, Ubuntu) or origin (Alpine), and never the binary package. */
    SOURCE,
    /** The installed package. */
    BINARY,
    /** The installed package, or its source where there is no fix yet (Red Hat). */
    BINARY_OR_UNFIXED_SOURCE,
    /** Either, depending on the advisory. */
    EITHER
  }

  static DistributionEcosystems of(Distribution distribution) {
    String version = distribution.versionId();
    String major = upTo(version, '.', 1);
    return switch (distribution.id()) {
      case "debian" -> source("Debian:" + debianRelease(distribution, major));
      case "ubuntu" -> ubuntu(version);
      case "echo" -> source("Echo");
      case "alpine" -> source("Alpine:" + alpineRelease(version));
      case "wolfi" -> either("Wolfi");
      case "chainguard" -> either("Chainguard", "Wolfi");
      case "minimos" -> either("MinimOS");
      case "alpaquita" -> either("Alpaquita:" + orStream(version));
      case "bellsoft-hardened-containers" ->
          either("BellSoft Hardened Containers:" + orStream(version));
      case "almalinux" -> binary("AlmaLinux:" + major);
      case "rocky" -> either("Rocky Linux:" + major);
      case "rhel", "centos" -> redHat(major, version);
      case "ol" -> binary("Oracle Linux:" + major);
      case "fedora" -> binary("Fedora:" + major);
      case "amzn" -> binary("Amazon Linux:" + major);
      case "azurelinux", "mariner" -> either("Azure Linux:" + major, "Azure Linux:" + version);
      case "photon" -> either("Photon OS:" + version);
      case "mageia" -> either("Mageia:" + major);
      case "openEuler", "openeuler" ->
          either("openEuler:" + version, "openEuler:" + version + "-LTS");
      case "opensuse-leap" -> either("openSUSE:Leap " + version);
      case "opensuse-tumbleweed", "opensuse" -> either("openSUSE:Tumbleweed");
      case "sles" -> suse(version);
      case "sle-micro", "sl-micro" -> either("SUSE:Linux Enterprise Micro " + version);
      default -> {
        String id = distribution.unknown() ? "unknown distribution" : distribution.id();
        yield binary(version.isEmpty() ? id : id + ":" + version);
      }
    };
  }

  private static DistributionEcosystems source(String name) {
    return new DistributionEcosystems(List.of(name), Naming.SOURCE);
  }

  private static DistributionEcosystems binary(String name) {
    return new DistributionEcosystems(List.of(name), Naming.BINARY);
  }

  private static DistributionEcosystems either(String... names) {
    return new DistributionEcosystems(List.of(names), Naming.EITHER);
  }

  /** The release number; by the code name where os-release lacks the number (testing, unstable). */
  private static String debianRelease(Distribution distribution, String major) {
    if (!major.isEmpty()) {
      return major;
    }
    String number = DebianReleases.number(distribution.codename());
    if (!number.isEmpty()) {
      return number;
    }
    return distribution.codename().isEmpty() ? "unstable" : distribution.codename();
  }

  /** April releases of even years have long-term support, and OSV says so in their name. */
  private static DistributionEcosystems ubuntu(String version) {
    boolean longTerm =
        version.length() == 5 && version.endsWith(".04") && (version.charAt(1) - '0') % 2 == 0;
    List<String> names = new ArrayList<>();
    if (longTerm) {
      names.add("Ubuntu:" + version + ":LTS");
    }
    names.add("Ubuntu:" + version);
    return new DistributionEcosystems(names, Naming.SOURCE);
  }

  private static String alpineRelease(String version) {
    return version.isEmpty() || version.equals("edge") ? "edge" : "v" + upTo(version, '.', 2);
  }

  private static String orStream(String version) {
    return version.isEmpty() ? "stream" : version;
  }

  /** OSV names Red Hat's products by the tail of their CPE. */
  private static DistributionEcosystems redHat(String major, String version) {
    String product = "Red Hat:enterprise_linux:" + major;
    List<String> names = new ArrayList<>();
    names.add(product);
    names.add(product + "::baseos");
    names.add(product + "::appstream");
    names.add(product + "::crb");
    names.add(product + "::server");
    // From release 10 on, products are named with their minor release; fixes of earlier ones count.
    String minor = major.length() == 2 && version.length() <= 5 ? version.substring(2) : "";
    if (minor.matches("\\.\\d\\d?")) {
      for (int i = 0; i <= Integer.parseInt(minor.substring(1)); i++) {
        names.add(product + "." + i);
      }
    }
    return new DistributionEcosystems(names, Naming.BINARY_OR_UNFIXED_SOURCE);
  }

  /** SUSE's advisories name the module that ships the package. */
  private static DistributionEcosystems suse(String version) {
    int dot = version.indexOf('.');
    String release =
        dot < 0 ? version : version.substring(0, dot) + " SP" + version.substring(dot + 1);
    return either(
        "SUSE:Linux Enterprise Server " + release,
        "SUSE:Linux Enterprise Module for Basesystem " + release,
        "SUSE:Linux Enterprise Module for Server Applications " + release,
        "SUSE:Linux Enterprise Module for Development Tools " + release,
        "SUSE:Linux Enterprise Module for Web and Scripting " + release,
        "SUSE:Linux Enterprise Module for Python 3 " + release,
        "SUSE:Linux Enterprise Module for Containers " + release);
  }

  /** The text before the n-th separator, all of it when there are fewer. */
  private static String upTo(String text, char separator, int n) {
    int at = -1;
    for (int i = 0; i < n; i++) {
      at = text.indexOf(separator, at + 1);
      if (at < 0) {
        return text;
      }
    }
    return text.substring(0, at);
  }
}
