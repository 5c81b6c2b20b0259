package dev.plinth.inventory.sbom;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads SBOMs: CycloneDX 1.2 to 1.7 and SPDX 2.2 and 2.3, both in JSON, Plinth's own and others'.
 * The document is read once, in whatever order its members come; what is not about packages is
 * passed over.
 *
 * <p>What Plinth wrote comes back as it was. From others' documents the distribution is taken from
 * the operating-system component, else from a package URL; the source package from Trivy's or
 * Syft's properties or the {@code upstream} qualifier.
 */
public final class SbomReader {
  private final String name;
  private final SbomBudget budget;
  private final List<SbomElement> elements = new ArrayList<>();
  private final SbomElement empty = new SbomElement();
  private SbomElement subject = empty;
  private @Nullable SbomElement system;
  private String kind = "";
  private String version = "";
  private String created = "";
  private String documentName = "";
  private @Nullable SpdxReader spdx;

  private SbomReader(String name) {
    this.name = name;
    this.budget = new SbomBudget(name);
  }

  /** As {@link #read(String, InputStream)}. */
  public static Sbom read(String name, byte[] content) {
    return read(name, new ByteArrayInputStream(content));
  }

  /**
   * Reads a document to its end.
   *
   * @param name how to call it in messages
   * @param in not closed
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-SBOM-…} when it cannot be read, is
   *     no SBOM of a known form, or exceeds a limit
   */
  public static Sbom read(String name, InputStream in) {
    return new SbomReader(name).read(in);
  }

  private Sbom read(InputStream in) {
    try {
      PushbackInputStream stream = new PushbackInputStream(budget.limited(in), 64);
      form(stream);
      try (JsonParser json = JsonReader.streaming().createParser(stream)) {
        json.configure(JsonParser.Feature.AUTO_CLOSE_SOURCE, false);
        document(json);
      }
    } catch (StreamConstraintsException e) {
      throw SbomErrors.limit(name, "nesting, a number or a text beyond what is sensible in JSON");
    } catch (StreamReadException e) {
      String place = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw SbomErrors.syntax(name, JsonReader.reason(e) + place, e);
    } catch (IOException e) {
      throw SbomErrors.unreadable(name, e);
    }
    return result();
  }

  /** Tells the forms that are not JSON. */
  private void form(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(64);
    in.unread(head);
    String text = new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").stripLeading();
    if (text.startsWith("<")) {
      throw SbomErrors.form(name, "XML");
    }
    if (text.startsWith("SPDXVersion:") || text.startsWith("#")) {
      throw SbomErrors.form(name, "SPDX tag-value text");
    }
  }

  private void document(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw SbomErrors.form(name, "empty");
    }
    if (first != JsonToken.START_OBJECT) {
      throw SbomErrors.unknown(name);
    }
    CycloneDxReader cycloneDx = new CycloneDxReader(json, budget, this::element);
    SpdxReader spdxReader = new SpdxReader(json, budget);
    JsonSkim.object(
        json,
        member -> {
          switch (member) {
            case "bomFormat" -> kind = JsonSkim.text(json);
            case "specVersion" -> version = JsonSkim.text(json);
            case "metadata" -> metadata(json, cycloneDx);
            case "components" -> cycloneDx.components();
            case "spdxVersion" -> {
              kind = "SPDX";
              version = JsonSkim.text(json);
            }
            case "name" -> documentName = JsonSkim.text(json);
            case "creationInfo" ->
                JsonSkim.object(
                    json,
                    inner -> {
                      if (inner.equals("created")) {
                        created = JsonSkim.text(json);
                      }
                    });
            case "packages" -> JsonSkim.array(json, () -> element(spdxReader.element()));
            case "hasExtractedLicensingInfos" -> spdxReader.licenses();
            case "relationships" -> spdxReader.relationships();
            case "@graph", "@context" -> {
              if (kind.isEmpty()) {
                kind = "SPDX 3";
              }
            }
            default -> {
              // Passed over by the caller.
            }
          }
        });
    if (json.nextToken() != null) {
      throw SbomErrors.form(name, "more than one JSON document");
    }
    spdx = spdxReader;
  }

  private void metadata(JsonParser json, CycloneDxReader cycloneDx) throws IOException {
    JsonSkim.object(
        json,
        member -> {
          if (member.equals("timestamp")) {
            created = JsonSkim.text(json);
          } else if (member.equals("component")) {
            subject = cycloneDx.component();
          }
        });
  }

  private void element(SbomElement element) {
    switch (element.kind) {
      case "operating-system" -> {
        if (system == null) {
          system = element;
        }
      }
      case "container" -> {
        if (subject == empty) {
          subject = element;
        }
      }
      case "file" -> {
        if (subject == empty && !element.properties.isEmpty()) {
          subject = element;
        }
      }
      default -> {
        budget.onePackage();
        elements.add(element);
      }
    }
  }

  private Sbom result() {
    String format = format();
    List<Package> packages = new ArrayList<>(elements.size());
    Map<String, Package> byReference = new HashMap<>();
    Distribution distribution = distribution();
    List<Inventory.Problem> problems =
        new ArrayList<>(PlinthProperties.problems(subject.properties));
    int nameless = 0;
    String example = "";
    for (SbomElement element : elements) {
      PackageUrl purl = PackageUrl.parse(element.purl);
      if (purl == null && !element.own()) {
        if (element.kind.equals("library")
            || element.kind.equals("framework")
            || !element.purl.isEmpty()) {
          nameless++;
          example = example.isEmpty() ? element.name : example;
        }
        continue;
      }
      if (purl != null && purl.type().equals("rpm") && purl.name().equals("gpg-pubkey")) {
        // A key that rpm keeps among its packages.
        continue;
      }
      licenses(element);
      Package each = ElementPackages.of(element, purl);
      if (distribution.unknown() && purl != null && each.fromDistribution()) {
        distribution = DistributionNames.of(purl);
      }
      packages.add(each);
      if (!element.reference.isEmpty()) {
        byReference.put(element.reference, each);
      }
    }
    if (nameless > 0) {
      problems.add(
          new Inventory.Problem(
              "",
              -1,
              nameless
                  + " packages of the SBOM have no valid package URL (the first is named "
                  + SafeText.of(example.length() > 100 ? example.substring(0, 100) : example)
                  + "), so that nothing can be said about them"));
    }
    return new Sbom(
        format,
        subjectOf(),
        new Inventory(
            distribution,
            SbomOutput.sorted(owned(packages, byReference)),
            PlinthProperties.layers(subject.properties),
            problems));
  }

  private String format() {
    return switch (kind) {
      case "CycloneDX" -> {
        if (!version.matches("1\\.[2-7]")) {
          throw SbomErrors.version(name, kind, version);
        }
        yield "CycloneDX " + version;
      }
      case "SPDX" -> {
        if (!version.equals("SPDX-2.2") && !version.equals("SPDX-2.3")) {
          throw SbomErrors.version(name, kind, version);
        }
        yield "SPDX " + version.substring(5);
      }
      case "SPDX 3" -> throw SbomErrors.form(name, "SPDX 3 JSON-LD");
      default -> throw SbomErrors.unknown(name);
    };
  }

  private Distribution distribution() {
    SbomElement found = system;
    return found == null
        ? Distribution.UNKNOWN
        : DistributionNames.of(found.name, found.version, found.description, found.properties);
  }

  private void licenses(SbomElement element) {
    String declared = element.declaredLicense;
    SpdxReader reader = spdx;
    if (reader != null
        && !declared.isEmpty()
        && !declared.equals("NOASSERTION")
        && !declared.equals("NONE")) {
      element.licenses.add(reader.ownLicenses.getOrDefault(declared, declared));
    }
  }

  /** The packages with the owners that relationships name. */
  private List<Package> owned(List<Package> packages, Map<String, Package> byReference) {
    SpdxReader reader = spdx;
    if (reader == null || reader.owners.isEmpty()) {
      return packages;
    }
    IdentityHashMap<Package, String> owners = new IdentityHashMap<>();
    reader.owners.forEach((child, parent) -> {
      Package owned = byReference.get(child);
      Package owner = byReference.get(parent);
      if (owned != null && owner != null && owner.fromDistribution()) {
        owners.put(owned, owner.purl());
      }
    });
    List<Package> result = new ArrayList<>(packages.size());
    for (Package each : packages) {
      String owner = owners.get(each);
      result.add(owner == null || each.fromDistribution() ? each : withOwner(each, owner));
    }
    return result;
  }

  private static Package withOwner(Package of, String owner) {
    return new Package(
        of.type(),
        of.namespace(),
        of.name(),
        of.version(),
        of.architecture(),
        of.sourceName(),
        of.sourceVersion(),
        of.licenses(),
        of.details(),
        of.purl(),
        of.evidence(),
        of.layer(),
        owner);
  }

  private SbomSubject subjectOf() {
    Map<String, String> digests = new HashMap<>(PlinthProperties.digests(subject.properties));
    if (digests.isEmpty() && subject.version.startsWith("sha256:")) {
      digests.put("manifest", subject.version);
    }
    return new SbomSubject(
        subject.name.isEmpty() ? documentName : subject.name,
        digests,
        PlinthProperties.get(subject.properties, "platform"),
        SbomSubject.timestamp(null, created));
  }
}
