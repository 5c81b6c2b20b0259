package dev.plinth.advisories.version;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order of versions for an ecosystem.
 *
 * <p>Every order is total (any two strings compare, none throws), takes time in proportion to the
 * texts' length and numbers of any length, and keeps no state: threads may share them.
 */
public final class VersionOrders {
  private static final List<String> IDS =
      List.of(
          "deb",
          "rpm",
          "apk",
          "pypi",
          "npm",
          "semver",
          "maven",
          "golang",
          "gem",
          "nuget",
          "composer",
          "cargo");

  private static final VersionOrder DEB = new DebianOrder();
  private static final VersionOrder RPM = new RpmOrder();
  private static final VersionOrder APK = new ApkOrder();
  private static final VersionOrder PYPI = new Pep440Order();
  private static final VersionOrder NPM = SemverOrder.plain("npm");
  private static final VersionOrder SEMVER = SemverOrder.plain("semver");
  private static final VersionOrder MAVEN = new MavenOrder();
  private static final VersionOrder GOLANG = SemverOrder.go();
  private static final VersionOrder GEM = new GemOrder();
  private static final VersionOrder NUGET = SemverOrder.nuget();
  private static final VersionOrder COMPOSER = new ComposerOrder();
  private static final VersionOrder CARGO = SemverOrder.plain("cargo");

  private VersionOrders() {}

  /** The words of {@code plinth versions}, in the order of its help. */
  public static List<String> ids() {
    return IDS;
  }

  /**
   * The order of an ecosystem, by one of {@link #ids} or by OSV's name of it, with or without a
   * release ({@code Debian:12}, {@code PyPI}).
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-VERSION-ECOSYSTEM} when it is
   *     neither
   */
  public static VersionOrder of(String ecosystemOrId) {
    VersionOrder order = find(ecosystemOrId);
    if (order == null) {
      throw VersionErrors.unknownEcosystem(ecosystemOrId);
    }
    return order;
  }

  /** As {@link #of}, null for an ecosystem whose order is not known. */
  public static @Nullable VersionOrder find(String ecosystemOrId) {
    int colon = ecosystemOrId.indexOf(':');
    return switch (colon < 0 ? ecosystemOrId : ecosystemOrId.substring(0, colon)) {
      case "deb", "Debian", "Ubuntu", "Echo" -> DEB;
      case "rpm",
          "AlmaLinux",
          "Amazon Linux",
          "Azure Linux",
          "Fedora",
          "Mageia",
          "openEuler",
          "openSUSE",
          "Oracle Linux",
          "Photon OS",
          "Red Hat",
          "Rocky Linux",
          "SUSE" ->
          RPM;
      case "apk",
          "Alpine",
          "Alpaquita",
          "BellSoft Hardened Containers",
          "Chainguard",
          "MinimOS",
          "Wolfi" ->
          APK;
      case "pypi", "PyPI" -> PYPI;
      case "npm" -> NPM;
      case "semver", "Bitnami", "GitHub Actions", "Hex", "Julia", "Kubernetes", "SwiftURL" ->
          SEMVER;
      case "maven", "Maven" -> MAVEN;
      case "golang", "Go" -> GOLANG;
      case "gem", "RubyGems" -> GEM;
      case "nuget", "NuGet" -> NUGET;
      case "composer", "Packagist" -> COMPOSER;
      case "cargo", "crates.io" -> CARGO;
      default -> null;
    };
  }
}
