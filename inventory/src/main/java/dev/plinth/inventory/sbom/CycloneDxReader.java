package dev.plinth.inventory.sbom;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads the parts of a CycloneDX JSON document (1.2 to 1.7, whose differences do not matter here):
 * components, nested ones too, and the subject in the metadata.
 */
final class CycloneDxReader {
  private static final int MAX_PER_COMPONENT = 100_000;

  private final JsonParser json;
  private final SbomBudget budget;
  private final Consumer<SbomElement> components;

  /**
   * @param components told of each component
   */
  CycloneDxReader(JsonParser json, SbomBudget budget, Consumer<SbomElement> components) {
    this.json = json;
    this.budget = budget;
    this.components = components;
  }

  /** Reads the array of components the parser stands on. */
  void components() throws IOException {
    JsonSkim.array(json, () -> components.accept(component()));
  }

  /** Reads the one component the parser stands on, telling of those nested in it. */
  SbomElement component() throws IOException {
    SbomElement element = new SbomElement();
    JsonSkim.object(json, name -> member(element, name));
    return element;
  }

  private void member(SbomElement element, String name) throws IOException {
    switch (name) {
      case "type" -> element.kind = text();
      case "bom-ref" -> element.reference = text();
      case "group" -> element.group = text();
      case "name" -> element.name = text();
      case "version" -> element.version = text();
      case "purl" -> element.purl = text();
      case "description" -> element.description = text();
      case "publisher" -> element.maker = text();
      case "supplier" ->
          JsonSkim.object(
              json,
              inner -> {
                if (inner.equals("name") && element.maker.isEmpty()) {
                  element.maker = text();
                }
              });
      case "licenses" -> JsonSkim.array(json, () -> license(element));
      case "hashes" -> JsonSkim.array(json, () -> hash(element));
      case "properties" -> JsonSkim.array(json, () -> property(element));
      case "evidence" ->
          JsonSkim.object(
              json,
              inner -> {
                if (inner.equals("occurrences")) {
                  JsonSkim.array(json, () -> occurrence(element));
                }
              });
      case "components" -> components();
      default -> {
        // Passed over by the caller.
      }
    }
  }

  private void license(SbomElement element) throws IOException {
    JsonSkim.object(
        json,
        name -> {
          switch (name) {
            case "expression" -> license(element, text());
            case "license" ->
                JsonSkim.object(
                    json,
                    inner -> {
                      if (inner.equals("id") || inner.equals("name")) {
                        license(element, text());
                      }
                    });
            default -> {
              // Passed over by the caller.
            }
          }
        });
  }

  private static void license(SbomElement element, String text) {
    if (!text.isEmpty() && element.licenses.size() < MAX_PER_COMPONENT) {
      element.licenses.add(text);
    }
  }

  private void hash(SbomElement element) throws IOException {
    String[] parts = pair("alg", "content");
    switch (parts[0]) {
      case "SHA-1" -> element.hashes.put("sha1", parts[1]);
      case "SHA-256" -> element.hashes.put("sha256", parts[1]);
      default -> {
        // Of no use.
      }
    }
  }

  private void property(SbomElement element) throws IOException {
    String[] parts = pair("name", "value");
    String name = parts[0];
    boolean known =
        name.startsWith(PlinthProperties.PREFIX)
            || name.startsWith("aquasecurity:trivy:")
            || (name.startsWith("syft:") && !name.equals("syft:cpe23"));
    if (known && element.properties.size() < MAX_PER_COMPONENT) {
      element.properties.put(name, parts[1]);
    }
  }

  private void occurrence(SbomElement element) throws IOException {
    String location = pair("location", "")[0];
    if (!location.isEmpty() && element.evidence.size() < MAX_PER_COMPONENT) {
      element.evidence.add(location);
    }
  }

  /** The two text members of those names, empty where absent. */
  private String[] pair(String first, String second) throws IOException {
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
