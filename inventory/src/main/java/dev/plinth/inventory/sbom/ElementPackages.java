package dev.plinth.inventory.sbom;

import dev.plinth.inventory.Package;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the elements of a document into packages. */
final class ElementPackages {
  private static final String SYFT_LOCATION = "syft:location:";
  private static final int MAX_LOCATIONS = 1_000;

  private ElementPackages() {}

  /**
   * The package that the element describes.
   *
   * @param purl its package URL taken apart; may only be null where Plinth wrote the element
   */
  static Package of(SbomElement element, @Nullable PackageUrl purl) {
    if (element.own() || purl == null) {
      return own(element);
    }
    boolean distribution =
        switch (purl.type()) {
          case "deb", "apk", "rpm" -> true;
          default -> false;
        };
    String version = version(element, purl);
    ForeignSource source =
        distribution ? ForeignSource.of(element, purl, version) : new ForeignSource("", "");
    return new Package(
        purl.type(),
        distribution ? "" : purl.namespace(),
        purl.name(),
        version,
        distribution ? purl.qualifiers().getOrDefault("arch", "") : "",
        source.name(),
        source.version(),
        element.licenses,
        details(element, purl),
        element.purl,
        evidence(element),
        -1,
        null);
  }

  private static Package own(SbomElement element) {
    Map<String, String> read = element.properties;
    String namespace = PlinthProperties.get(read, "namespace");
    List<String> licenses = PlinthProperties.numbered(read, "license");
    List<String> evidence = PlinthProperties.numbered(read, "evidence");
    String owner = PlinthProperties.get(read, "owned-by");
    return new Package(
        PlinthProperties.get(read, PlinthProperties.TYPE),
        namespace.isEmpty() ? element.group : namespace,
        element.name,
        element.version,
        PlinthProperties.get(read, "architecture"),
        PlinthProperties.get(read, "source-name"),
        PlinthProperties.get(read, "source-version"),
        licenses.isEmpty() ? element.licenses : licenses,
        PlinthProperties.details(read),
        element.purl,
        evidence.isEmpty() ? element.evidence : evidence,
        PlinthProperties.layer(PlinthProperties.get(read, "layer")),
        owner.isEmpty() ? null : owner);
  }

  /** The URL's, since other fields are for people; rpm's with its epoch. */
  private static String version(SbomElement element, PackageUrl purl) {
    String version = purl.version().isEmpty() ? element.version : purl.version();
    String epoch = purl.qualifiers().getOrDefault("epoch", "");
    boolean epochApart =
        purl.type().equals("rpm")
            && !epoch.isEmpty()
            && !epoch.equals("0")
            && version.indexOf(':') < 0;
    return epochApart ? epoch + ":" + version : version;
  }

  private static Map<String, String> details(SbomElement element, PackageUrl purl) {
    Map<String, String> details = new LinkedHashMap<>();
    Map<String, String> properties = element.properties;
    if (!element.maker.isEmpty() && !element.maker.equals("NOASSERTION")) {
      details.put(purl.type().equals("rpm") ? "vendor" : "maintainer", element.maker);
    }
    if (purl.type().equals("rpm")) {
      String label =
          properties.getOrDefault(
              "aquasecurity:trivy:Modularitylabel",
              properties.getOrDefault(
                  "syft:metadata:modularityLabel", purl.qualifiers().getOrDefault("rpmmod", "")));
      if (!label.isEmpty()) {
        details.put("modularity-label", label);
      }
    }
    String module = properties.getOrDefault("syft:metadata:mainModule", "");
    String path = purl.namespace().isEmpty() ? purl.name() : purl.namespace() + "/" + purl.name();
    if (purl.type().equals("golang") && module.equals(path)) {
      details.put("main-module", "true");
    }
    String sha1 = Hashes.of(element.hashes, "sha1");
    if (!sha1.isEmpty()) {
      details.put("sha1", sha1);
    }
    return details;
  }

  private static List<String> evidence(SbomElement element) {
    Set<String> paths = new LinkedHashSet<>();
    for (String location : element.evidence) {
      add(paths, location);
    }
    add(paths, element.properties.getOrDefault("aquasecurity:trivy:FilePath", ""));
    for (int i = 0; i < MAX_LOCATIONS; i++) {
      String location = element.properties.get(SYFT_LOCATION + i + ":path");
      if (location == null) {
        break;
      }
      add(paths, location);
    }
    // Syft in SPDX: "acquired package info from DPKG DB: /var/lib/dpkg/status".
    int colon = element.sourceInfo.indexOf(": /");
    if (element.sourceInfo.startsWith("acquired package info from ") && colon > 0) {
      for (String location : element.sourceInfo.substring(colon + 2).split(", ", MAX_LOCATIONS)) {
        add(paths, location);
      }
    }
    return List.copyOf(paths);
  }

  private static void add(Set<String> paths, String location) {
    String path = location.startsWith("/") ? location.substring(1) : location;
    if (!path.isEmpty() && paths.size() < MAX_LOCATIONS) {
      paths.add(path);
    }
  }
}
