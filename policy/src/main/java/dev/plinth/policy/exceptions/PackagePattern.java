package dev.plinth.policy.exceptions;

import dev.plinth.findings.Finding;
import dev.plinth.inventory.sbom.PackageUrl;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which package is meant, by a package URL: type, namespace and name must be the same, the version
 * and each qualifier where the pattern has them. Qualifiers that tell the distribution in other
 * tools' words ({@code os_name}, {@code os_version}, {@code os_distro}) are held against {@code
 * distro}; one that cannot be decided does not match.
 */
public record PackagePattern(PackageUrl purl) {

  /** The pattern, null when the text is no package URL. */
  public static @Nullable PackagePattern of(String text) {
    PackageUrl purl = PackageUrl.parse(text);
    return purl == null ? null : new PackagePattern(purl);
  }

  /** Whether the finding is about such a package. */
  public boolean matches(Finding finding) {
    String text = finding.subject().purl();
    PackageUrl other = text == null ? null : PackageUrl.parse(text);
    return other != null && matches(other);
  }

  boolean matches(PackageUrl other) {
    if (!purl.type().equals(other.type())
        || !named(purl.namespace()).equals(named(other.namespace()))
        || !named(purl.name()).equals(named(other.name()))
        || !(purl.version().isEmpty() || purl.version().equals(other.version()))) {
      return false;
    }
    for (Map.Entry<String, String> wanted : purl.qualifiers().entrySet()) {
      if (!qualified(wanted.getKey(), wanted.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private boolean qualified(String key, String value, PackageUrl other) {
    Map<String, String> theirs = other.qualifiers();
    String distro = theirs.getOrDefault("distro", "");
    return switch (key) {
      case "os_name" -> distro.startsWith(value + "-");
      case "os_version" -> distro.endsWith("-" + value);
      case "os_distro" -> distro.endsWith("-" + value) || codename(value, distro);
      case "distro" -> value.equals(distro) || codename(value, distro);
      default -> value.equals(theirs.get(key));
    };
  }

  /** Debian's suites go by name in some tools, by number in others. */
  private static boolean codename(String value, String distro) {
    String number =
        switch (value.substring(value.lastIndexOf('-') + 1)) {
          case "stretch" -> "9";
          case "buster" -> "10";
          case "bullseye" -> "11";
          case "bookworm" -> "12";
          case "trixie" -> "13";
          case "forky" -> "14";
          default -> "";
        };
    return !number.isEmpty() && distro.equals("debian-" + number);
  }

  /** PyPI's names come in several spellings (PEP 503), those of the others in one. */
  private String named(String name) {
    return purl.type().equals("pypi")
        ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-")
        : name;
  }
}
