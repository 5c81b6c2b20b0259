package dev.plinth.inventory.sbom;

import com.fasterxml.jackson.core.JsonParser;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the parts of an SPDX 2.2 or 2.3 JSON document: packages, the licences it defines itself,
 * and who says to own whom.
 */
final class SpdxReader {
  private static final String OWNERSHIP = "ownership-by-file-overlap";

  private final JsonParser json;
  private final SbomBudget budget;

  /** Names of the licences that the document defines, by their LicenseRef. */
  final Map<String, String> ownLicenses = new HashMap<>();

  /** The element that owns each, by their identifiers (Syft says so in a comment). */
  final Map<String, String> owners = new HashMap<>();

  SpdxReader(JsonParser json, SbomBudget budget) {
    this.json = json;
    this.budget = budget;
  }

  /** The package the parser stands on. */
  SbomElement element() throws IOException {
    SbomElement element = new SbomElement();
    JsonSkim.object(json, name -> member(element, name));
    return element;
  }

  private void member(SbomElement element, String name) throws IOException {
    switch (name) {
      case "SPDXID" -> element.reference = text();
      case "name" -> element.name = text();
      case "versionInfo" -> element.version = text();
      case "description" -> element.description = text();
      case "sourceInfo" -> element.sourceInfo = text();
      case "primaryPackagePurpose" ->
          element.kind = text().toLowerCase(Locale.ROOT).replace('_', '-');
      case "supplier" -> {
        String supplier = text();
        int colon = supplier.indexOf(": ");
        element.maker = colon < 0 ? "" : supplier.substring(colon + 2);
      }
      case "licenseDeclared" -> element.declaredLicense = text();
      case "checksums" -> JsonSkim.array(json, () -> checksum(element));
      case "externalRefs" -> JsonSkim.array(json, () -> externalReference(element));
      case "annotations" -> JsonSkim.array(json, () -> annotation(element));
      default -> {
        // Passed over by the caller.
      }
    }
  }

  private void checksum(SbomElement element) throws IOException {
    String[] parts = texts("algorithm", "checksumValue");
    if (parts[0].equals("SHA1") || parts[0].equals("SHA256")) {
      element.hashes.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
  }

  private void externalReference(SbomElement element) throws IOException {
    String[] parts = texts("referenceType", "referenceLocator");
    boolean purl = parts[0].equals("purl") || parts[0].endsWith("/purl");
    if (purl && element.purl.isEmpty()) {
      element.purl = parts[1];
    }
  }

  private void annotation(SbomElement element) throws IOException {
    String comment = texts("comment", "")[0];
    if (!comment.startsWith(PlinthProperties.ANNOTATION)) {
      return;
    }
    try {
      byte[] inner =
          comment.substring(PlinthProperties.ANNOTATION.length()).getBytes(StandardCharsets.UTF_8);
      if (JsonReader.read(inner) instanceof Json.Obj(Map<String, Json> members)) {
        members.forEach((key, value) -> {
          if (value instanceof Json.Str(String text)) {
            element.properties.put(budget.keep(PlinthProperties.PREFIX + key), budget.keep(text));
          }
        });
      }
    } catch (JsonSyntaxException e) {
      // Somebody else's comment that begins alike: it says nothing to us.
      element.properties.clear();
    }
  }

  /** Reads the array of the document's own licences the parser stands on. */
  void licenses() throws IOException {
    JsonSkim.array(
        json,
        () -> {
          String[] parts = texts("licenseId", "name");
          if (!parts[0].isEmpty() && !parts[1].isEmpty()) {
            ownLicenses.put(parts[0], parts[1]);
          }
        });
  }

  /** Reads the array of relationships the parser stands on. */
  void relationships() throws IOException {
    JsonSkim.array(
        json,
        () -> {
          String[] parts = {"", "", ""};
          JsonSkim.object(
              json,
              name -> {
                switch (name) {
                  case "spdxElementId" -> parts[0] = JsonSkim.text(json);
                  case "relatedSpdxElement" -> parts[1] = JsonSkim.text(json);
                  case "comment" -> parts[2] = JsonSkim.text(json);
                  default -> {
                    // Passed over by the caller.
                  }
                }
              });
          if (parts[2].startsWith(OWNERSHIP)) {
            owners.put(budget.keep(parts[1]), budget.keep(parts[0]));
          }
        });
  }

  /** The text members of those names, empty where absent. */
  private String[] texts(String first, String second) throws IOException {
    String[] parts = {"", ""};
    JsonSkim.object(
        json,
        name -> {
          if (name.equals(first)) {
            parts[0] = text();
          } else if (name.equals(second)) {
            parts[1] = text();
          }
        });
    return parts;
  }

  private String text() throws IOException {
    return budget.keep(JsonSkim.text(json));
  }
}
