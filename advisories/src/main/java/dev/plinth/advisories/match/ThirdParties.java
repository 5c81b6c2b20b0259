package dev.plinth.advisories.match;

import dev.plinth.inventory.Package;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells distribution packages from those that other makers build for the distribution: its
 * advisories do not speak of them, even where the names are the same.
 *
 * <p>A deb says only who maintains it, and a distribution's maintainers are many, so that the known
 * other makers are listed; an rpm says its vendor, of which a distribution has one or two. Without
 * a word of either, the package is taken for the distribution's.
 */
final class ThirdParties {
  /** Where the maintainers that publish debs of their own have their addresses, in lower case. */
  private static final List<String> DEB_DOMAINS =
      List.of(
          "@docker.com",
          "@nvidia.com",
          "@hashicorp.com",
          "@microsoft.com",
          "@mongodb.com",
          "@nginx.com",
          "@f5.com",
          "@elastic.co",
          "@grafana.com",
          "@google.com",
          "@github.com",
          "@gitlab.com",
          "@redis.io",
          "@redis.com",
          "@percona.com",
          "@mariadb.org",
          "@mariadb.com",
          "@oracle.com",
          "@datadoghq.com",
          "@influxdata.com",
          "@confluent.io",
          "@cloudflare.com",
          "@datastax.com",
          "@splunk.com",
          "@yarnpkg.com",
          "@rabbitmq.com",
          "@azul.com",
          "@amazon.com",
          "@pivotal.io",
          "@vmware.com",
          "@crunchydata.com",
          "@timescale.com",
          "@clickhouse.com",
          "@kong",
          "@tailscale.com",
          "@helm");

  /** Lower-case parts of the names of others. */
  private static final List<String> DEB_NAMES =
      List.of(
          "nodesource",
          "elasticsearch",
          "kubernetes authors",
          "jenkins",
          "eclipse adoptium",
          "adoptopenjdk");

  /** Parts of versions that package archives beside the distribution mark theirs with. */
  private static final List<String> DEB_VERSIONS =
      List.of(".pgdg", "nodesource", "~deb.sury", "+sury");

  /** Lower-case beginnings of the vendors of rpm distributions. */
  private static final List<String> RPM_DISTRIBUTIONS =
      List.of(
          "almalinux",
          "amazon",
          "centos",
          "cloudlinux",
          "fedora project",
          "koji",
          "mageia",
          "microsoft corporation",
          "openeuler",
          "http://openeuler.org",
          "opensuse",
          "obs://build.opensuse.org",
          "oracle america",
          "red hat",
          "rocky",
          "scientific linux",
          "suse",
          "vmware",
          "broadcom");

  /** What is known of maintainers met before: they are few beside their packages. */
  private final Map<String, Boolean> makers = new HashMap<>();

  boolean contains(Package installed) {
    return switch (installed.type()) {
      case "deb" -> {
        String maintainer = installed.details().getOrDefault("maintainer", "");
        Boolean known = makers.get(maintainer);
        if (known == null) {
          known = makesDebs(lower(installed, "maintainer"));
          makers.put(maintainer, known);
        }
        yield known || containsAny(installed.version(), DEB_VERSIONS);
      }
      case "rpm" -> {
        String vendor = lower(installed, "vendor");
        yield !vendor.isEmpty() && !startsWithAny(vendor, RPM_DISTRIBUTIONS);
      }
      default -> false;
    };
  }

  /** Who made it, as the package says. */
  static String maker(Package installed) {
    String key = installed.type().equals("rpm") ? "vendor" : "maintainer";
    String maker = installed.details().getOrDefault(key, "");
    return maker.isEmpty() ? "another archive" : maker;
  }

  private static String lower(Package installed, String key) {
    return installed.details().getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
  }

  private static boolean makesDebs(String maintainer) {
    for (int at = maintainer.indexOf('@'); at >= 0; at = maintainer.indexOf('@', at + 1)) {
      for (String domain : DEB_DOMAINS) {
        if (maintainer.startsWith(domain, at)) {
          return true;
        }
      }
    }
    return containsAny(maintainer, DEB_NAMES);
  }

  private static boolean containsAny(String text, List<String> parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithAny(String text, List<String> beginnings) {
    for (String beginning : beginnings) {
      if (text.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
