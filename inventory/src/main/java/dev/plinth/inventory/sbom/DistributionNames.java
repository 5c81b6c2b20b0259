package dev.plinth.inventory.sbom;

import dev.plinth.inventory.Distribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Distributions in SBOMs: other tools use names of their own, and versions with parts that an
 * inventory's {@link Distribution} does not have.
 */
final class DistributionNames {
  private DistributionNames() {}

  /** What CycloneDX and SPDX have no field for. */
  static Map<String, String> properties(Distribution distribution) {
    Map<String, String> values = new LinkedHashMap<>();
    if (!distribution.codename().isEmpty()) {
      values.put("codename", distribution.codename());
    }
    if (!distribution.idLike().isEmpty()) {
      values.put("id-like", String.join(" ", distribution.idLike()));
    }
    return values;
  }

  /**
   * The distribution that an operating-system component describes.
   *
   * @param properties by their full names
   */
  static Distribution of(
      String name, String version, String description, Map<String, String> properties) {
    String given = properties.getOrDefault("syft:distro:id", name);
    String id = id(given);
    if (id.isEmpty() || id.equals("none")) {
      return Distribution.UNKNOWN;
    }
    String like =
        properties.getOrDefault(
            PlinthProperties.PREFIX + "id-like", properties.getOrDefault("syft:distro:idLike", ""));
    String codename =
        properties.getOrDefault(
            PlinthProperties.PREFIX + "codename",
            properties.getOrDefault("syft:distro:versionCodename", ""));
    String digits =
        version.isEmpty() ? properties.getOrDefault("syft:distro:versionID", "") : version;
    boolean word = !digits.isEmpty() && !digit(digits.charAt(0)) && !digits.equals("edge");
    String release = word ? "" : version(id, digits);
    return new Distribution(
        id,
        release,
        codename.isEmpty() && word ? digits : codename,
        like.isBlank() ? List.of() : List.of(like.strip().split(" +")),
        description.isEmpty() ? (id + " " + (word ? digits : release)).strip() : description);
  }

  /**
   * The distribution that a package's URL tells: namespace and {@code distro} ({@code debian-12},
   * {@code opensuse-leap-15.5}, {@code 3.20.3}, {@code bookworm}).
   */
  static Distribution of(PackageUrl purl) {
    String distro = purl.qualifiers().getOrDefault("distro", "");
    String id = purl.namespace();
    String version = distro;
    int dash = distro.lastIndexOf('-');
    if (distro.equals(id)) {
      version = "";
    } else if (dash > 0 && !digit(distro.charAt(0))) {
      id = distro.substring(0, dash);
      version = distro.substring(dash + 1);
    }
    return of(id, version, "", Map.of());
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** os-release's ID of the distribution that others call so. */
  private static String id(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "redhat" -> "rhel";
      case "alma" -> "almalinux";
      case "oracle", "oraclelinux" -> "ol";
      case "amazon", "amazonlinux" -> "amzn";
      case "rockylinux" -> "rocky";
      case "opensuse.leap" -> "opensuse-leap";
      case "opensuse.tumbleweed" -> "opensuse-tumbleweed";
      case "suse", "suse linux enterprise server" -> "sles";
      case "suse linux enterprise micro" -> "sle-micro";
      case "cbl-mariner" -> "mariner";
      default -> lower;
    };
  }

  private static String version(String id, String version) {
    return switch (id) {
      case "alpine" ->
          version.contains("_alpha") || version.contains("_beta") ? "edge" : parts(version, 2);
      case "debian" -> parts(version, 1);
      case "wolfi", "chainguard", "minimos", "arch", "opensuse-tumbleweed" -> "";
      default -> version;
    };
  }

  /** The first so many parts between dots. */
  private static String parts(String version, int count) {
    int end = -1;
    for (int i = 0; i < count; i++) {
      int dot = version.indexOf('.', end + 1);
      if (dot < 0) {
        return version;
      }
      end = dot;
    }
    return version.substring(0, end);
  }
}
