package dev.plinth.inventory;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One installed package of an image. Fields as in {@code Fact.PackageFact}, with what folding adds.
 *
 * @param purl canonical package URL with the distribution's namespace and qualifiers ({@code arch},
 *     {@code distro}, {@code epoch} for rpm, {@code upstream} where the source differs)
 * @param evidence the files that prove it, sorted; the first is the chief one
 * @param layer index of the layer that brought it in this version, -1 when there are no layers
 * @param ownedBy the purl of the distribution package that owns the evidence, null when none does
 */
public record Package(
    String type,
    String namespace,
    String name,
    String version,
    String architecture,
    String sourceName,
    String sourceVersion,
    List<String> licenses,
    Map<String, String> details,
    String purl,
    List<String> evidence,
    int layer,
    @Nullable String ownedBy) {
  /** The detail with the line, from 1, where the chief evidence of a source tree names it. */
  public static final String LINE = "line";

  /** The detail that says what for it is there; absent where it ships. */
  public static final String SCOPE = "scope";

  /** The scope of what only serves to build or test. */
  public static final String DEVELOPMENT = "development";

  /** Keeps its own copies. */
  public Package {
    licenses = List.copyOf(licenses);
    details = Map.copyOf(details);
    evidence = List.copyOf(evidence);
  }

  /** True for deb, apk and rpm packages. */
  public boolean fromDistribution() {
    return switch (type) {
      case "deb", "apk", "rpm" -> true;
      default -> false;
    };
  }

  /**
   * The order of packages wherever they are listed: by type, name, version, chief evidence, purl,
   * architecture.
   */
  public static int order(Package a, Package b) {
    int order = a.type.compareTo(b.type);
    order = order != 0 ? order : a.name.compareTo(b.name);
    order = order != 0 ? order : a.version.compareTo(b.version);
    order = order != 0 ? order : a.chiefEvidence().compareTo(b.chiefEvidence());
    order = order != 0 ? order : a.purl.compareTo(b.purl);
    return order != 0 ? order : a.architecture.compareTo(b.architecture);
  }

  /** True for what its lock file says only serves to build or test, and does not ship. */
  public boolean developmentOnly() {
    return DEVELOPMENT.equals(details.get(SCOPE));
  }

  /** The file that proves it first of all; empty when none does. */
  public String chiefEvidence() {
    return evidence.isEmpty() ? "" : evidence.getFirst();
  }
}
