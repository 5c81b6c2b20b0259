package dev.plinth.inventory.sbom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One component (CycloneDX) or package (SPDX) of a document, as far as it is of use. */
final class SbomElement {
  /** CycloneDX's type, or SPDX's purpose in its words ({@code operating-system}). */
  String kind = "";

  String reference = "";
  String group = "";
  String name = "";
  String version = "";
  String purl = "";
  String description = "";
  String maker = "";
  String sourceInfo = "";
  String declaredLicense = "";
  final List<String> licenses = new ArrayList<>(1);
  final List<String> evidence = new ArrayList<>(1);

  /** By their full names: {@code plinth:layer}, {@code syft:metadata:source}. */
  final Map<String, String> properties = new LinkedHashMap<>();

  /** By SPDX's names of the algorithms in lower case: {@code sha1}. */
  final Map<String, String> hashes = new LinkedHashMap<>(2);

  /** True when Plinth wrote it. */
  boolean own() {
    return properties.containsKey(PlinthProperties.PREFIX + PlinthProperties.TYPE);
  }
}
