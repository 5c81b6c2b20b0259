package dev.plinth.inventory.facts;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.catalog.Fact;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Canonical package URLs (package-url specification, ECMA-427): lower-case where the type's
 * definition says so, qualifiers sorted by key, everything percent-encoded but letters, digits and
 * {@code .-_~:}.
 *
 * <p>Own code because a URL is made for every package of every image, and the library's costs of
 * its first use (regular expressions, streams) would be felt in each.
 */
public final class PackageUrls {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PackageUrls() {}

  /**
   * The URL of a package found in an image of that distribution.
   *
   * <p>Qualifiers of distribution packages: {@code arch}; {@code distro}, the distribution's ID and
   * version ({@code debian-12}) or codename where it has none; {@code epoch} (rpm), which then is
   * not in the version; {@code upstream} where the source package differs: {@code name}, or {@code
   * name@version} where its version differs too, for rpm the source package's file name.
   */
  public static String of(Fact.PackageFact fact, Distribution distribution) {
    String type = fact.type();
    StringBuilder out = new StringBuilder(96).append("pkg:").append(type).append('/');
    switch (type) {
      case "deb", "apk", "rpm" -> distributionPackage(out, fact, distribution);
      case "pypi" -> plain(out, "", lower(fact.name()).replace('_', '-'), fact.version());
      case "npm", "golang" ->
          plain(out, lower(fact.namespace()), lower(fact.name()), fact.version());
      default -> plain(out, fact.namespace(), fact.name(), fact.version());
    }
    return out.toString();
  }

  private static void plain(StringBuilder out, String namespace, String name, String version) {
    String whole = name;
    String before = namespace;
    int slash = name.lastIndexOf('/');
    if (slash >= 0) {
      before =
          namespace.isEmpty()
              ? name.substring(0, slash)
              : namespace + "/" + name.substring(0, slash);
      whole = name.substring(slash + 1);
    }
    segments(out, before);
    encode(out, whole);
    version(out, version);
  }

  private static void distributionPackage(
      StringBuilder out, Fact.PackageFact fact, Distribution distribution) {
    String type = fact.type();
    boolean rpm = type.equals("rpm");
    segments(out, namespace(type, distribution));
    encode(out, rpm ? fact.name() : lower(fact.name()));
    String epoch = rpm ? epoch(fact.version()) : "";
    version(out, epoch.isEmpty() ? fact.version() : fact.version().substring(epoch.length() + 1));
    char separator = '?';
    separator = qualifier(out, separator, "arch", fact.architecture());
    separator = qualifier(out, separator, "distro", distro(distribution));
    separator = qualifier(out, separator, "epoch", epoch);
    qualifier(out, separator, "upstream", upstream(fact, rpm));
  }

  private static String namespace(String type, Distribution distribution) {
    if (!distribution.unknown()) {
      return distribution.id();
    }
    return switch (type) {
      case "deb" -> "debian";
      case "apk" -> "alpine";
      default -> "";
    };
  }

  private static String distro(Distribution distribution) {
    if (distribution.unknown()) {
      return "";
    }
    String version =
        distribution.versionId().isEmpty() ? distribution.codename() : distribution.versionId();
    return version.isEmpty() ? distribution.id() : distribution.id() + "-" + version;
  }

  private static String upstream(Fact.PackageFact fact, boolean rpm) {
    String source = fact.sourceName();
    String version = fact.sourceVersion();
    if (source.isEmpty()) {
      return "";
    }
    boolean sameVersion = version.isEmpty() || version.equals(fact.version());
    boolean sameName = source.equals(fact.name());
    if (sameName && sameVersion) {
      return "";
    }
    if (rpm) {
      String epoch = epoch(version);
      String bare = epoch.isEmpty() ? version : version.substring(epoch.length() + 1);
      return bare.isEmpty() ? source : source + "-" + bare + ".src.rpm";
    }
    return sameVersion ? source : source + "@" + version;
  }

  /** The digits before a colon; empty when there is no epoch. */
  private static String epoch(String version) {
    int colon = version.indexOf(':');
    for (int i = 0; i < colon; i++) {
      if (version.charAt(i) < '0' || version.charAt(i) > '9') {
        return "";
      }
    }
    return colon > 0 ? version.substring(0, colon) : "";
  }

  private static void segments(StringBuilder out, String namespace) {
    int from = 0;
    while (from < namespace.length()) {
      int slash = namespace.indexOf('/', from);
      int end = slash < 0 ? namespace.length() : slash;
      if (end > from) {
        encode(out, namespace.substring(from, end));
        out.append('/');
      }
      from = end + 1;
    }
  }

  private static void version(StringBuilder out, String version) {
    if (!version.isEmpty()) {
      encode(out.append('@'), version);
    }
  }

  private static char qualifier(StringBuilder out, char separator, String key, String value) {
    if (value.isEmpty()) {
      return separator;
    }
    encode(out.append(separator).append(key).append('='), value);
    return '&';
  }

  static void encode(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else if (c < 0x80) {
        percent(out, c);
      } else {
        int code = text.codePointAt(i);
        if (Character.charCount(code) == 2) {
          i++;
        }
        // A lone surrogate becomes a question mark, as it has no bytes in UTF-8.
        for (byte b : Character.toString(code).getBytes(StandardCharsets.UTF_8)) {
          percent(out, b & 0xFF);
        }
      }
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '~'
        || c == ':';
  }

  private static void percent(StringBuilder out, int value) {
    out.append('%').append(HEX[value >> 4]).append(HEX[value & 15]);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
