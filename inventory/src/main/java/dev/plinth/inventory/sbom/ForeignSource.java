package dev.plinth.inventory.sbom;

import java.util.Map;

/**
 * The source package of a distribution package in another tool's SBOM.
 *
 * @param name empty when it is not said
 * @param version empty when it is not said
 */
record ForeignSource(String name, String version) {
  private static final ForeignSource NONE = new ForeignSource("", "");
  private static final String TRIVY = "aquasecurity:trivy:Src";
  private static final String SYFT = "syft:metadata:";
  private static final String BUILT_FROM = "built package from: ";

  /**
   * From Trivy's properties, the {@code upstream} qualifier, Syft's properties, or Trivy's sentence
   * in SPDX; else Debian and Alpine packages are their own source.
   */
  static ForeignSource of(SbomElement element, PackageUrl purl, String version) {
    ForeignSource said = said(element, purl);
    if (said.name.isEmpty() && !purl.type().equals("rpm")) {
      return new ForeignSource(purl.name(), version);
    }
    return said.version.isEmpty() && !purl.type().equals("rpm")
        ? new ForeignSource(said.name, version)
        : said;
  }

  private static ForeignSource said(SbomElement element, PackageUrl purl) {
    Map<String, String> properties = element.properties;
    String name = properties.getOrDefault(TRIVY + "Name", "");
    if (!name.isEmpty()) {
      String release = properties.getOrDefault(TRIVY + "Release", "");
      String epoch = properties.getOrDefault(TRIVY + "Epoch", "");
      String version = properties.getOrDefault(TRIVY + "Version", "");
      boolean plain = epoch.isEmpty() || epoch.equals("0") || purl.type().equals("rpm");
      return new ForeignSource(
          name,
          version.isEmpty()
              ? ""
              : (plain ? "" : epoch + ":") + version + (release.isEmpty() ? "" : "-" + release));
    }
    String upstream = purl.qualifiers().getOrDefault("upstream", "");
    if (upstream.isEmpty() && purl.type().equals("rpm")) {
      upstream = properties.getOrDefault(SYFT + "sourceRpm", "");
    }
    if (!upstream.isEmpty()) {
      return purl.type().equals("rpm") ? sourceRpm(upstream) : upstream(upstream);
    }
    name = properties.getOrDefault(SYFT + "source", "");
    if (!name.isEmpty()) {
      return new ForeignSource(name, properties.getOrDefault(SYFT + "sourceVersion", ""));
    }
    name = properties.getOrDefault(SYFT + "originPackage", "");
    if (!name.isEmpty()) {
      return new ForeignSource(name, "");
    }
    if (element.sourceInfo.startsWith(BUILT_FROM)) {
      String rest = element.sourceInfo.substring(BUILT_FROM.length());
      int space = rest.indexOf(' ');
      if (space < 0) {
        return new ForeignSource(rest, "");
      }
      String version = rest.substring(space + 1);
      // Source rpms are named without the epoch.
      int colon = purl.type().equals("rpm") ? version.indexOf(':') : -1;
      return new ForeignSource(rest.substring(0, space), version.substring(colon + 1));
    }
    return NONE;
  }

  /** {@code glibc}, {@code bash@5.2.15-2}. */
  private static ForeignSource upstream(String text) {
    int at = text.indexOf('@');
    return at <= 0
        ? new ForeignSource(text, "")
        : new ForeignSource(text.substring(0, at), text.substring(at + 1));
  }

  /** {@code bash-5.2.26-3.el10.src.rpm}, or the name alone. */
  private static ForeignSource sourceRpm(String text) {
    if (!text.endsWith(".src.rpm") && !text.endsWith(".nosrc.rpm")) {
      return new ForeignSource(text, "");
    }
    int end = text.length() - (text.endsWith(".nosrc.rpm") ? 10 : 8);
    int release = text.lastIndexOf('-', end - 1);
    int version = release <= 0 ? -1 : text.lastIndexOf('-', release - 1);
    return version <= 0
        ? NONE
        : new ForeignSource(text.substring(0, version), text.substring(version + 1, end));
  }
}
