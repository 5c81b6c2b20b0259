package dev.plinth.inventory.sbom;

import static dev.plinth.inventory.sbom.SbomOutput.string;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes an inventory as SPDX 2.3 (ISO/IEC 5962 and its successor) in JSON. What SPDX has no field
 * for stands in one annotation of each element, see {@link PlinthProperties}. Licence statements
 * that are no SPDX expression become a LicenseRef with the statement as its name.
 */
final class SpdxWriter {
  private static final String ROOT = "SPDXRef-Subject";
  private static final String SYSTEM = "SPDXRef-OperatingSystem";
  private static final String NO_TIME = "1970-01-01T00:00:00Z";

  private final Inventory inventory;
  private final SbomSubject subject;
  private final String tool;
  private final String time;
  private final List<Package> packages;
  private final List<String> references;
  private final Map<String, String> ownLicenses = new TreeMap<>();

  private SpdxWriter(Inventory inventory, SbomSubject subject, String toolVersion) {
    this.inventory = inventory;
    this.subject = subject;
    this.tool = "Tool: plinth" + (toolVersion.isEmpty() ? "" : "-" + toolVersion);
    this.time = subject.created().isEmpty() ? NO_TIME : subject.created();
    this.packages = SbomOutput.sorted(inventory.packages());
    this.references = SbomOutput.references(packages).stream().map(SpdxWriter::identifier).toList();
  }

  static void write(Inventory inventory, SbomSubject subject, String toolVersion, OutputStream out)
      throws IOException {
    SbomOutput.write(new SpdxWriter(inventory, subject, toolVersion)::document, out);
  }

  private static String identifier(String reference) {
    return "SPDXRef-Package-" + hash(reference);
  }

  private static String hash(String text) {
    byte[] hash = SbomOutput.digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 12);
  }

  private void document(JsonGenerator json, String id) throws IOException {
    json.writeStartObject();
    json.writeStringField("spdxVersion", "SPDX-2.3");
    json.writeStringField("dataLicense", "CC0-1.0");
    json.writeStringField("SPDXID", "SPDXRef-DOCUMENT");
    string(json, "name", subject.name());
    json.writeStringField("documentNamespace", "urn:uuid:" + id);
    json.writeObjectFieldStart("creationInfo");
    string(json, "created", time);
    json.writeArrayFieldStart("creators");
    json.writeString(SbomOutput.text(tool));
    json.writeEndArray();
    json.writeStringField("licenseListVersion", "3.28");
    json.writeEndObject();
    json.writeArrayFieldStart("packages");
    subject(json);
    Distribution distribution = inventory.distribution();
    if (!distribution.unknown()) {
      operatingSystem(json, distribution);
    }
    for (int i = 0; i < packages.size(); i++) {
      element(json, packages.get(i), references.get(i));
    }
    json.writeEndArray();
    if (!ownLicenses.isEmpty()) {
      json.writeArrayFieldStart("hasExtractedLicensingInfos");
      for (Map.Entry<String, String> own : ownLicenses.entrySet()) {
        json.writeStartObject();
        json.writeStringField("licenseId", own.getKey());
        string(json, "name", own.getValue());
        string(json, "extractedText", "The package declares its licence as: " + own.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart("relationships");
    relationship(json, "SPDXRef-DOCUMENT", "DESCRIBES", ROOT);
    if (!distribution.unknown()) {
      relationship(json, ROOT, "CONTAINS", SYSTEM);
    }
    for (String reference : references) {
      relationship(json, ROOT, "CONTAINS", reference);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void subject(JsonGenerator json) throws IOException {
    json.writeStartObject();
    string(json, "name", subject.name());
    json.writeStringField("SPDXID", ROOT);
    String digest = subject.digests().getOrDefault("manifest", "");
    if (!digest.isEmpty()) {
      string(json, "versionInfo", digest);
    }
    boolean image = !subject.digests().isEmpty() || !inventory.layers().isEmpty();
    unknowns(json, "NOASSERTION", "NOASSERTION");
    json.writeStringField("primaryPackagePurpose", image ? "CONTAINER" : "FILE");
    annotation(json, PlinthProperties.of(subject, inventory));
    json.writeEndObject();
  }

  private void operatingSystem(JsonGenerator json, Distribution distribution) throws IOException {
    json.writeStartObject();
    string(json, "name", distribution.id());
    json.writeStringField("SPDXID", SYSTEM);
    if (!distribution.versionId().isEmpty()) {
      string(json, "versionInfo", distribution.versionId());
    }
    if (!distribution.prettyName().isEmpty()) {
      string(json, "description", distribution.prettyName());
    }
    unknowns(json, "NOASSERTION", "NOASSERTION");
    json.writeStringField("primaryPackagePurpose", "OPERATING_SYSTEM");
    annotation(json, DistributionNames.properties(distribution));
    json.writeEndObject();
  }

  private void element(JsonGenerator json, Package each, String reference) throws IOException {
    json.writeStartObject();
    string(json, "name", each.name());
    json.writeStringField("SPDXID", reference);
    if (!each.version().isEmpty()) {
      string(json, "versionInfo", each.version());
    }
    String maker = CycloneDxWriter.maker(each);
    unknowns(
        json,
        maker.isEmpty() ? "NOASSERTION" : "Organization: " + maker,
        licenses(each.licenses()));
    checksums(json, each.details());
    if (!each.sourceName().isEmpty()) {
      string(
          json,
          "sourceInfo",
          ("built package from: " + each.sourceName() + " " + each.sourceVersion()).strip());
    }
    if (!each.purl().isEmpty()) {
      json.writeArrayFieldStart("externalRefs");
      json.writeStartObject();
      json.writeStringField("referenceCategory", "PACKAGE-MANAGER");
      json.writeStringField("referenceType", "purl");
      string(json, "referenceLocator", each.purl());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeStringField("primaryPackagePurpose", "LIBRARY");
    Map<String, String> values = PlinthProperties.of(each, inventory.layers());
    if (!each.namespace().isEmpty()) {
      values.put("namespace", each.namespace());
    }
    number(values, "license", each.licenses());
    number(values, "evidence", each.evidence());
    annotation(json, values);
    json.writeEndObject();
  }

  private static void number(Map<String, String> values, String name, List<String> texts) {
    int number = 0;
    for (String text : texts) {
      values.put(name + ":" + number++, text);
    }
  }

  /** What every package has, mostly to say that it is not known; Syft fails without a supplier. */
  private static void unknowns(JsonGenerator json, String supplier, String declared)
      throws IOException {
    string(json, "supplier", supplier);
    json.writeStringField("downloadLocation", "NOASSERTION");
    json.writeBooleanField("filesAnalyzed", false);
    json.writeStringField("licenseConcluded", "NOASSERTION");
    json.writeStringField("licenseDeclared", declared);
    json.writeStringField("copyrightText", "NOASSERTION");
  }

  /** All statements hold: they are joined by AND. */
  private String licenses(List<String> licenses) {
    if (licenses.isEmpty()) {
      return "NOASSERTION";
    }
    StringBuilder out = new StringBuilder();
    for (String license : licenses) {
      LicenseExpression.Valid valid = LicenseExpression.parse(license);
      if (!out.isEmpty()) {
        out.append(" AND ");
      }
      if (valid == null || license.contains("Ref-")) {
        String own = "LicenseRef-" + hash(license);
        ownLicenses.put(own, license);
        out.append(own);
      } else if (valid.alternative() && licenses.size() > 1) {
        out.append('(').append(valid.text()).append(')');
      } else {
        out.append(valid.text());
      }
    }
    return out.toString();
  }

  private static void checksums(JsonGenerator json, Map<String, String> details)
      throws IOException {
    String sha1 = Hashes.of(details, "sha1");
    String sha256 = Hashes.of(details, "sha256");
    String sha512 = Hashes.of(details, "sha512");
    if (sha1.isEmpty() && sha256.isEmpty() && sha512.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("checksums");
    checksum(json, "SHA1", sha1);
    checksum(json, "SHA256", sha256);
    checksum(json, "SHA512", sha512);
    json.writeEndArray();
  }

  private static void checksum(JsonGenerator json, String algorithm, String hex)
      throws IOException {
    if (!hex.isEmpty()) {
      json.writeStartObject();
      json.writeStringField("algorithm", algorithm);
      json.writeStringField("checksumValue", hex);
      json.writeEndObject();
    }
  }

  private void annotation(JsonGenerator json, Map<String, String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    StringWriter text = new StringWriter().append(PlinthProperties.ANNOTATION);
    try (JsonGenerator inner = new JsonFactory().createGenerator(text)) {
      inner.writeStartObject();
      for (Map.Entry<String, String> value : values.entrySet()) {
        inner.writeStringField(SbomOutput.text(value.getKey()), SbomOutput.text(value.getValue()));
      }
      inner.writeEndObject();
    }
    json.writeArrayFieldStart("annotations");
    json.writeStartObject();
    string(json, "annotationDate", time);
    json.writeStringField("annotationType", "OTHER");
    string(json, "annotator", tool);
    json.writeStringField("comment", text.toString());
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void relationship(JsonGenerator json, String from, String type, String to)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("spdxElementId", from);
    json.writeStringField("relationshipType", type);
    json.writeStringField("relatedSpdxElement", to);
    json.writeEndObject();
  }
}
