package dev.plinth.policy.vex;

import dev.plinth.foundation.json.Json;
import dev.plinth.inventory.sbom.PackageUrl;
import dev.plinth.policy.exceptions.PackagePattern;
import dev.plinth.policy.vex.VexStatement.Status;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vulnerabilities of a CycloneDX document (1.4 on, ECMA-424 § vulnerabilities) that somebody
 * has analysed:
 *
 * <pre>
 * { "vulnerabilities": [ { "id", "references": [ { "id" } ],
 *                          "analysis": { "state", "justification", "detail", "lastUpdated" },
 *                          "affects": [ { "ref", "versions": [ { "version" } ] } ] } ],
 *   "components": [ { "bom-ref", "purl" } ] }
 * </pre>
 *
 * <p>A {@code ref} is a component of the document, a package URL, or a BOM-Link ({@code
 * urn:cdx:serial/version#ref}) whose ref is a package URL. Where {@code versions} are listed, the
 * statement holds for these alone; a range among them is refused, since nobody says of which order.
 */
final class CycloneDxVexReader {
  private static final int MAX_DEPTH = 20;

  private final String label;
  private final Json root;
  private final Map<String, String> purls = new HashMap<>();
  private final List<VexStatement> statements = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  CycloneDxVexReader(String label, Json root) {
    this.label = label;
    this.root = root;
  }

  VexDocument read() {
    components(root.items("components"), 0);
    Json metadata = root.get("metadata");
    Json main = metadata == null ? null : metadata.get("component");
    if (main != null) {
      components(List.of(main), 0);
    }
    String written = metadata == null ? null : metadata.text("timestamp");
    for (Json vulnerability : root.items("vulnerabilities")) {
      vulnerability(vulnerability, written);
    }
    return new VexDocument(label, statements, refused);
  }

  private void components(List<Json> components, int depth) {
    for (Json component : components) {
      String ref = component.text("bom-ref");
      String purl = component.text("purl");
      if (ref != null && purl != null) {
        purls.putIfAbsent(ref, purl);
      }
      if (depth < MAX_DEPTH) {
        components(component.items("components"), depth + 1);
      }
    }
  }

  private void vulnerability(Json json, @Nullable String written) {
    Json analysis = json.get("analysis");
    String id = json.text("id");
    String state = analysis == null ? null : analysis.text("state");
    if (analysis == null || state == null) {
      return;
    }
    Status status = status(state);
    if (id == null || id.isEmpty() || status == null) {
      refused.add(
          id == null || id.isEmpty()
              ? "a vulnerability has no id"
              : VexDocument.shown(id) + " has no state that is known");
      return;
    }
    List<String> names = new ArrayList<>();
    names.add(id);
    for (Json reference : json.items("references")) {
      String alias = reference.text("id");
      if (alias != null && !alias.isEmpty()) {
        names.add(alias);
      }
    }
    List<VexProduct> products = products(json);
    if (products.isEmpty()) {
      refused.add(VexDocument.shown(id) + " affects nothing that a package URL tells");
      return;
    }
    String justification = VexDocument.shown(analysis.text("justification"));
    String detail = VexDocument.shown(analysis.text("detail"));
    Instant at =
        VexDocument.time(
            analysis.text("lastUpdated"),
            analysis.text("firstIssued"),
            json.text("updated"),
            written);
    statements.add(
        new VexStatement(
            label,
            "",
            names,
            products,
            status,
            justification.isEmpty() || detail.isEmpty()
                ? justification + detail
                : justification + ": " + detail,
            at));
  }

  private static @Nullable Status status(String state) {
    return switch (state) {
      case "not_affected", "false_positive" -> Status.NOT_AFFECTED;
      case "resolved", "resolved_with_pedigree" -> Status.FIXED;
      case "in_triage" -> Status.UNDER_INVESTIGATION;
      case "exploitable" -> Status.AFFECTED;
      default -> null;
    };
  }

  private List<VexProduct> products(Json json) {
    List<VexProduct> products = new ArrayList<>();
    for (Json affected : json.items("affects")) {
      PackageUrl purl = purl(affected.text("ref"));
      if (purl == null) {
        continue;
      }
      if (purl.type().equals("oci") || purl.type().equals("docker")) {
        products.add(new VexProduct.InImage(purl, List.of(), List.of()));
        continue;
      }
      List<Json> versions = affected.items("versions");
      if (versions.isEmpty()) {
        products.add(new VexProduct.InPackage(new PackagePattern(purl)));
      }
      for (Json version : versions) {
        String exact = version.text("version");
        if (exact != null) {
          products.add(
              new VexProduct.InPackage(
                  new PackagePattern(
                      new PackageUrl(
                          purl.type(), purl.namespace(), purl.name(), exact, purl.qualifiers()))));
        }
      }
    }
    return products;
  }

  private @Nullable PackageUrl purl(@Nullable String ref) {
    if (ref == null) {
      return null;
    }
    String local = ref;
    int fragment = ref.startsWith("urn:cdx:") ? ref.indexOf('#') : -1;
    if (fragment >= 0) {
      try {
        // A plus stands for itself in a fragment.
        local =
            URLDecoder.decode(
                ref.substring(fragment + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return null;
      }
      // The other document's purl may itself be encoded once more than this one's.
      PackageUrl linked = PackageUrl.parse(ref.substring(fragment + 1));
      if (linked != null) {
        return linked;
      }
    }
    String known = purls.get(local);
    return PackageUrl.parse(known == null ? local : known);
  }
}
