package dev.plinth.policy.vex;

import dev.plinth.foundation.json.Json;
import dev.plinth.inventory.sbom.PackageUrl;
import dev.plinth.policy.exceptions.PackagePattern;
import dev.plinth.policy.vex.VexStatement.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenVEX 0.2.0 (https://github.com/openvex/spec), and 0.0.1 where it differs:
 *
 * <pre>
 * { "@context", "author", "timestamp",
 *   "statements": [ { "vulnerability": { "name", "aliases": [], "@id" } | "name",
 *                     "products": [ { "@id", "identifiers": { "purl" }, "hashes": { "sha-256" },
 *                                     "subcomponents": [ { "@id", "identifiers" } ] } | "@id" ],
 *                     "status", "justification", "impact_statement", "timestamp" } ] }
 * </pre>
 *
 * <p>A statement takes the document's timestamp where it has none of its own. {@code not_affected}
 * asks for a justification or an impact statement (§ status requirements); without it the statement
 * is refused. So are statements of which no product can be told by a package URL or a digest.
 */
final class OpenVexReader {
  private final String label;
  private final Json root;
  private final List<VexStatement> statements = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  OpenVexReader(String label, Json root) {
    this.label = label;
    this.root = root;
  }

  VexDocument read() {
    for (Json statement : root.items("statements")) {
      statement(statement);
    }
    return new VexDocument(label, statements, refused);
  }

  private void statement(Json json) {
    List<String> names = names(json);
    String first = names.isEmpty() ? "a statement" : VexDocument.shown(names.getFirst());
    Status status = status(json.text("status"));
    if (names.isEmpty() || status == null) {
      refused.add(
          first + (names.isEmpty() ? " names no vulnerability" : " has no status that is known"));
      return;
    }
    String justification = VexDocument.shown(json.text("justification"));
    String impact = VexDocument.shown(json.text("impact_statement"));
    if (status == Status.NOT_AFFECTED && justification.isEmpty() && impact.isEmpty()) {
      refused.add(first + " is said to be not_affected without a justification");
      return;
    }
    List<VexProduct> products = products(json);
    if (products.isEmpty()) {
      refused.add(first + " has no product that a package URL or a digest tells");
      return;
    }
    String notes = impact.isEmpty() ? VexDocument.shown(json.text("status_notes")) : impact;
    statements.add(
        new VexStatement(
            label,
            VexDocument.shown(root.text("author")),
            names,
            products,
            status,
            justification.isEmpty() || notes.isEmpty()
                ? justification + notes
                : justification + ": " + notes,
            VexDocument.time(json.text("timestamp"), root.text("timestamp"))));
  }

  private static List<String> names(Json json) {
    Set<String> names = new LinkedHashSet<>();
    if (json.get("vulnerability") instanceof Json.Str(String name)) {
      names.add(name);
    }
    Json vulnerability = json.get("vulnerability");
    if (vulnerability != null && vulnerability.text("name") != null) {
      names.add(Objects.requireNonNull(vulnerability.text("name")));
    }
    if (vulnerability != null) {
      names.addAll(vulnerability.texts("aliases"));
    }
    names.remove("");
    return List.copyOf(names);
  }

  static @Nullable Status status(@Nullable String word) {
    for (Status status : Status.values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    return null;
  }

  private static List<VexProduct> products(Json json) {
    List<VexProduct> products = new ArrayList<>();
    for (Json product : json.items("products")) {
      // Before 0.2.0 subcomponents stood beside the products.
      List<Json> subcomponents = new ArrayList<>(product.items("subcomponents"));
      subcomponents.addAll(json.items("subcomponents"));
      VexProduct read = product(product, subcomponents);
      if (read != null) {
        products.add(read);
      }
    }
    return products;
  }

  private static @Nullable VexProduct product(Json product, List<Json> subcomponents) {
    PackageUrl purl = purl(product);
    boolean image = purl != null && (purl.type().equals("oci") || purl.type().equals("docker"));
    if (purl != null && !image) {
      return subcomponents.isEmpty() ? new VexProduct.InPackage(new PackagePattern(purl)) : null;
    }
    List<String> digests = new ArrayList<>();
    for (Map.Entry<String, Json> hash : product.members("hashes").entrySet()) {
      if (hash.getKey().equals("sha-256") && hash.getValue() instanceof Json.Str(String hex)) {
        digests.add("sha256:" + hex.toLowerCase(Locale.ROOT));
      }
    }
    if (purl == null && digests.isEmpty()) {
      return null;
    }
    List<PackagePattern> packages = new ArrayList<>();
    for (Json subcomponent : subcomponents) {
      PackageUrl within = purl(subcomponent);
      if (within != null) {
        packages.add(new PackagePattern(within));
      }
    }
    // Subcomponents that nobody can tell must not become the whole image.
    return packages.isEmpty() && !subcomponents.isEmpty()
        ? null
        : new VexProduct.InImage(purl, digests, packages);
  }

  private static @Nullable PackageUrl purl(Json component) {
    if (component instanceof Json.Str(String id)) {
      return PackageUrl.parse(id);
    }
    Json identifiers = component.get("identifiers");
    String given = identifiers == null ? null : identifiers.text("purl");
    String text = given == null ? component.text("@id") : given;
    return text == null ? null : PackageUrl.parse(text);
  }
}
