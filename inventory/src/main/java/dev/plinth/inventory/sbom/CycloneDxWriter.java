package dev.plinth.inventory.sbom;

import static dev.plinth.inventory.sbom.SbomOutput.string;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes an inventory as CycloneDX 1.6 (ECMA-424) in JSON: the subject as {@code
 * metadata.component}, the distribution as a component of type operating-system, each package as a
 * library, and one dependency statement: the subject on all of them.
 */
final class CycloneDxWriter {
  private static final String ROOT = "subject";

  private final Inventory inventory;
  private final SbomSubject subject;
  private final String toolVersion;
  private final List<Package> packages;
  private final List<String> references;

  private CycloneDxWriter(Inventory inventory, SbomSubject subject, String toolVersion) {
    this.inventory = inventory;
    this.subject = subject;
    this.toolVersion = toolVersion;
    this.packages = SbomOutput.sorted(inventory.packages());
    this.references = SbomOutput.references(packages);
  }

  static void write(Inventory inventory, SbomSubject subject, String toolVersion, OutputStream out)
      throws IOException {
    SbomOutput.write(new CycloneDxWriter(inventory, subject, toolVersion)::document, out);
  }

  private void document(JsonGenerator json, String id) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    json.writeStringField("bomFormat", "CycloneDX");
    json.writeStringField("specVersion", "1.6");
    json.writeStringField("serialNumber", "urn:uuid:" + id);
    json.writeNumberField("version", 1);
    metadata(json);
    json.writeArrayFieldStart("components");
    Distribution distribution = inventory.distribution();
    if (!distribution.unknown()) {
      operatingSystem(json, distribution);
    }
    for (int i = 0; i < packages.size(); i++) {
      component(json, packages.get(i), references.get(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("dependencies");
    json.writeStartObject();
    json.writeStringField("ref", ROOT);
    json.writeArrayFieldStart("dependsOn");
    if (!distribution.unknown()) {
      json.writeString(osReference(distribution));
    }
    for (String reference : references) {
      json.writeString(reference);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void metadata(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    if (!subject.created().isEmpty()) {
      string(json, "timestamp", subject.created());
    }
    json.writeObjectFieldStart("tools");
    json.writeArrayFieldStart("components");
    json.writeStartObject();
    json.writeStringField("type", "application");
    json.writeStringField("name", "plinth");
    if (!toolVersion.isEmpty()) {
      string(json, "version", toolVersion);
    }
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("component");
    json.writeStringField("bom-ref", ROOT);
    boolean image = !subject.digests().isEmpty() || !inventory.layers().isEmpty();
    json.writeStringField("type", image ? "container" : "file");
    string(json, "name", subject.name());
    String digest = subject.digests().getOrDefault("manifest", "");
    if (!digest.isEmpty()) {
      string(json, "version", digest);
    }
    properties(json, PlinthProperties.of(subject, inventory));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String osReference(Distribution distribution) {
    return SbomOutput.text("os " + distribution.id() + " " + distribution.versionId()).strip();
  }

  private static void operatingSystem(JsonGenerator json, Distribution distribution)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("bom-ref", osReference(distribution));
    json.writeStringField("type", "operating-system");
    string(json, "name", distribution.id());
    if (!distribution.versionId().isEmpty()) {
      string(json, "version", distribution.versionId());
    }
    if (!distribution.prettyName().isEmpty()) {
      string(json, "description", distribution.prettyName());
    }
    properties(json, DistributionNames.properties(distribution));
    json.writeEndObject();
  }

  private void component(JsonGenerator json, Package each, String reference) throws IOException {
    json.writeStartObject();
    json.writeStringField("bom-ref", reference);
    json.writeStringField("type", "library");
    String maker = maker(each);
    if (!maker.isEmpty()) {
      string(json, "publisher", maker);
    }
    if (!each.namespace().isEmpty()) {
      string(json, "group", each.namespace());
    }
    string(json, "name", each.name());
    if (!each.version().isEmpty()) {
      string(json, "version", each.version());
    }
    if (each.developmentOnly()) {
      // The specification's word for what is there for tests and other non-runtime purposes.
      json.writeStringField("scope", "excluded");
    }
    hashes(json, each.details());
    licenses(json, each.licenses());
    if (!each.purl().isEmpty()) {
      string(json, "purl", each.purl());
    }
    if (!each.evidence().isEmpty()) {
      json.writeObjectFieldStart("evidence");
      json.writeArrayFieldStart("occurrences");
      for (String path : each.evidence()) {
        json.writeStartObject();
        string(json, "location", path);
        int line = path.equals(each.chiefEvidence()) ? line(each) : 0;
        if (line > 0) {
          json.writeNumberField("line", line);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    properties(json, PlinthProperties.of(each, inventory.layers()));
    json.writeEndObject();
  }

  /** The line of a lock file; 0 where there is none. */
  private static int line(Package each) {
    String line = each.details().getOrDefault(Package.LINE, "");
    try {
      return line.isEmpty() ? 0 : Integer.parseInt(line);
    } catch (NumberFormatException e) {
      return 0; // an SBOM that was read may say anything
    }
  }

  /** Who made the package, as it says. */
  static String maker(Package each) {
    return each.details().getOrDefault(each.type().equals("rpm") ? "vendor" : "maintainer", "");
  }

  private static void hashes(JsonGenerator json, Map<String, String> details) throws IOException {
    String sha1 = Hashes.of(details, "sha1");
    String sha256 = Hashes.of(details, "sha256");
    String sha512 = Hashes.of(details, "sha512");
    if (sha1.isEmpty() && sha256.isEmpty() && sha512.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("hashes");
    hash(json, "SHA-1", sha1);
    hash(json, "SHA-256", sha256);
    hash(json, "SHA-512", sha512);
    json.writeEndArray();
  }

  private static void hash(JsonGenerator json, String algorithm, String hex) throws IOException {
    if (!hex.isEmpty()) {
      json.writeStartObject();
      json.writeStringField("alg", algorithm);
      json.writeStringField("content", hex);
      json.writeEndObject();
    }
  }

  /** One expression alone, or identifiers and names: the schema allows nothing mixed. */
  private static void licenses(JsonGenerator json, List<String> licenses) throws IOException {
    if (licenses.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("licenses");
    for (String license : licenses) {
      LicenseExpression.Valid valid = LicenseExpression.parse(license);
      json.writeStartObject();
      if (valid != null && valid.compound() && licenses.size() == 1) {
        json.writeStringField("expression", valid.text());
        json.writeStringField("acknowledgement", "declared");
      } else {
        json.writeObjectFieldStart("license");
        if (valid != null && !valid.compound()) {
          json.writeStringField("id", valid.text());
        } else {
          string(json, "name", license);
        }
        json.writeStringField("acknowledgement", "declared");
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void properties(JsonGenerator json, Map<String, String> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("properties");
    for (Map.Entry<String, String> value : values.entrySet()) {
      json.writeStartObject();
      string(json, "name", PlinthProperties.PREFIX + value.getKey());
      string(json, "value", value.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
