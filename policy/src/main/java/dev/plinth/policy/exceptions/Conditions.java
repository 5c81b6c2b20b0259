package dev.plinth.policy.exceptions;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Vulnerability;
import dev.plinth.inventory.sbom.PackageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions that files of all kinds are made of. */
public final class Conditions {
  /** Meant is everything. */
  public static final Condition ANY = finding -> true;

  private Conditions() {}

  /** By its name or an alias, whatever the letter case. */
  public static Condition named(List<String> ids) {
    Set<String> wanted = new java.util.HashSet<>();
    for (String id : ids) {
      wanted.add(id.toUpperCase(Locale.ROOT));
    }
    return finding -> {
      if (wanted.contains(finding.id().toUpperCase(Locale.ROOT))) {
        return true;
      }
      Vulnerability known = finding.vulnerability();
      if (known != null) {
        for (String alias : known.aliases()) {
          if (wanted.contains(alias.toUpperCase(Locale.ROOT))) {
            return true;
          }
        }
      }
      return false;
    };
  }

  /** In a package of such a name, or one built from such a source package. */
  public static Condition packageNamed(Glob name) {
    return finding -> name.matches(finding.subject().name()) || name.matches(source(finding));
  }

  /** The source package's name; the package's own where it tells of none. */
  public static String source(Finding finding) {
    PackageUrl purl = purl(finding);
    String upstream = purl == null ? null : purl.qualifiers().get("upstream");
    if (upstream == null) {
      return finding.subject().name();
    }
    int version = upstream.indexOf('@');
    return version < 0 ? upstream : upstream.substring(0, version);
  }

  /** The package's URL, null when it has none. */
  public static @Nullable PackageUrl purl(Finding finding) {
    String text = finding.subject().purl();
    return text == null ? null : PackageUrl.parse(text);
  }

  /** In a package of exactly that version. */
  public static Condition version(String version) {
    return finding -> finding.subject().version().equals(version);
  }

  /** Found at such a path. A leading slash means nothing. */
  public static Condition path(Glob path) {
    return finding -> {
      for (String found : paths(finding)) {
        if (path.matches(found)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Where it was found; places within archives with {@code !/} and, as others do it, {@code /}. */
  static List<String> paths(Finding finding) {
    List<String> paths = new ArrayList<>();
    add(paths, finding.subject().path());
    for (Location location : finding.locations()) {
      // No switch over types here: see docs/adr/0004.
      if (location instanceof Location.InImage image) {
        add(paths, image.path());
      } else if (location instanceof Location.InFile file) {
        add(paths, file.file());
      }
    }
    return paths;
  }

  private static void add(List<String> paths, @Nullable String path) {
    if (path != null && !path.isEmpty()) {
      paths.add(path);
      if (path.contains("!/")) {
        paths.add(path.replace("!/", "/"));
      }
    }
  }

  /** Brought by that layer: its digest, or its number counted from 1. */
  public static Condition layer(String layer) {
    return finding -> {
      for (Location location : finding.locations()) {
        if (location instanceof Location.InImage image && image.layer() >= 0) {
          return layer.equals(image.layerDigest())
              || layer.equals(Integer.toString(image.layer() + 1));
        }
      }
      return false;
    };
  }
}
