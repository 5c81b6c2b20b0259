package dev.plinth.policy.vex;

import dev.plinth.findings.Finding;
import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.sbom.PackageUrl;
import dev.plinth.oci.image.Reference;
import dev.plinth.policy.exceptions.PackagePattern;
import dev.plinth.policy.exceptions.Scanned;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a statement is about. Matching is strict: what cannot be decided does not match. */
public sealed interface VexProduct {
  /** Whether the finding, in what was scanned, is about it. */
  boolean matches(Finding finding, Scanned scanned);

  /** A package, wherever it is installed. */
  record InPackage(PackagePattern pattern) implements VexProduct {
    @Override
    public boolean matches(Finding finding, Scanned scanned) {
      return pattern.matches(finding);
    }
  }

  /**
   * An image, or packages of it.
   *
   * @param purl of type {@code oci} or {@code docker}; null where only digests tell
   * @param digests any of which is the image
   * @param packages within it; all of them when there are none
   */
  record InImage(@Nullable PackageUrl purl, List<String> digests, List<PackagePattern> packages)
      implements VexProduct {
    /** Keeps its own copies. */
    public InImage {
      digests = List.copyOf(digests);
      packages = List.copyOf(packages);
    }

    @Override
    public boolean matches(Finding finding, Scanned scanned) {
      if (!image(scanned)) {
        return false;
      }
      for (PackagePattern pattern : packages) {
        if (pattern.matches(finding)) {
          return true;
        }
      }
      return packages.isEmpty();
    }

    private boolean image(Scanned scanned) {
      for (String digest : digests) {
        if (scanned.digests().contains(digest)) {
          return true;
        }
      }
      if (!digests.isEmpty() || purl == null) {
        return false;
      }
      if (purl.version().contains(":")) {
        return scanned.digests().contains(purl.version());
      }
      for (String name : scanned.names()) {
        if (named(name, purl)) {
          return true;
        }
      }
      return false;
    }

    /**
     * {@code pkg:oci/name?repository_url=registry/path/name&tag=t} (purl-spec, types oci and
     * docker). Without a repository the name alone tells; any other qualifier cannot be decided by
     * a name.
     */
    private static boolean named(String name, PackageUrl purl) {
      Reference reference;
      try {
        reference = Reference.parse(name);
      } catch (PlinthException e) {
        return false;
      }
      String path = purl.namespace().isEmpty() ? purl.name() : purl.namespace() + "/" + purl.name();
      String tag = purl.type().equals("docker") ? purl.version() : "";
      boolean repository = endsWith(reference.path(), path);
      for (Map.Entry<String, String> qualifier : purl.qualifiers().entrySet()) {
        switch (qualifier.getKey()) {
          case "tag" -> tag = qualifier.getValue();
          case "repository_url" -> repository = located(reference, qualifier.getValue(), path);
          default -> {
            return false;
          }
        }
      }
      return repository && (tag.isEmpty() || tag.equals(reference.tag()));
    }

    private static boolean located(Reference reference, String url, String path) {
      String place = url.replaceFirst("^https?://", "").replaceFirst("/+$", "");
      String full = reference.domain() + "/" + reference.path();
      try {
        // The specification has the whole repository there; some write the registry alone.
        return Reference.parse(place).name().equals(full)
            || Reference.parse(place + "/" + path).name().equals(full);
      } catch (PlinthException e) {
        return (place + "/" + path).equals(full);
      }
    }

    private static boolean endsWith(String path, String name) {
      return path.equals(name) || path.endsWith("/" + name);
    }
  }
}
