package dev.plinth.advisories.match;

import dev.plinth.inventory.Distribution;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A distribution's release as endoflife.date names it.
 *
 * @param shown the product for people
 * @param community what support for everybody after the maker's own is called
 * @param commercial what support for subscribers is called
 */
public record ReleaseName(
    String product, String cycle, String shown, String community, String commercial) {
  /** Null for what has no releases, or is not known. */
  public static @Nullable ReleaseName of(Distribution distribution) {
    String version = distribution.versionId();
    String major = upTo(version, 1);
    ReleaseName name =
        switch (distribution.id()) {
          case "debian" -> named("debian", major, "Debian", "ELTS");
          case "ubuntu" -> named("ubuntu", version, "Ubuntu", "ESM (Ubuntu Pro)");
          case "alpine" -> named("alpine-linux", upTo(version, 2), "Alpine", "");
          case "rhel" -> named("rhel", major, "Red Hat Enterprise Linux", "ELS");
          case "centos" ->
              distribution.prettyName().toLowerCase(Locale.ROOT).contains("stream")
                  ? named("centos-stream", major, "CentOS Stream", "")
                  : named("centos", major, "CentOS", "");
          case "almalinux" -> named("almalinux", major, "AlmaLinux", "");
          case "rocky" -> named("rocky-linux", major, "Rocky Linux", "");
          case "ol" -> named("oracle-linux", major, "Oracle Linux", "Extended Support");
          case "amzn" -> named("amazon-linux", version, "Amazon Linux", "");
          case "fedora" -> named("fedora", major, "Fedora", "");
          case "sles" -> named("sles", version, "SUSE Linux Enterprise Server", "LTSS");
          case "opensuse-leap" -> named("opensuse", version, "openSUSE Leap", "");
          case "photon" -> named("vmware-photon", version, "Photon OS", "");
          case "mageia" -> named("mageia", major, "Mageia", "");
          default -> null;
        };
    return name == null || name.cycle.isEmpty() ? null : name;
  }

  private static ReleaseName named(String product, String cycle, String shown, String commercial) {
    return new ReleaseName(
        product, cycle, shown, "LTS", commercial.isEmpty() ? "extended support" : commercial);
  }

  private static String upTo(String version, int parts) {
    int at = -1;
    for (int i = 0; i < parts; i++) {
      at = version.indexOf('.', at + 1);
      if (at < 0) {
        return version;
      }
    }
    return version.substring(0, at);
  }
}
