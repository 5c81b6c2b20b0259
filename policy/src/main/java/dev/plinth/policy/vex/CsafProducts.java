package dev.plinth.policy.vex;

import dev.plinth.foundation.json.Json;
import dev.plinth.inventory.sbom.PackageUrl;
import dev.plinth.policy.exceptions.PackagePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The products of a CSAF document (CSAF 2.0 § 3.2.2), as far as package URLs tell them:
 *
 * <pre>
 * { "branches": [ { "category", "name", "branches": [],
 *                   "product": { "product_id",
 *                                "product_identification_helper": { "purl" | "purls": [] } } } ],
 *   "full_product_names": [ product ],
 *   "relationships": [ { "full_product_name": product, "product_reference": component,
 *                        "relates_to_product_reference": whole } ],
 *   "product_groups": [ { "group_id", "product_ids": [] } ] }
 * </pre>
 *
 * <p>A component of an image is that package within that image. What is a component of anything
 * else cannot be told from what a scan sees. A package URL without a version stands for the version
 * of its branch; where that is a range, nobody can tell it.
 */
final class CsafProducts {
  private static final int MAX_DEPTH = 40;

  private final Map<String, List<PackageUrl>> products = new HashMap<>();
  private final Map<String, List<String>> parts = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();

  CsafProducts(@Nullable Json tree) {
    if (tree == null) {
      return;
    }
    branches(tree.items("branches"), "", true, 0);
    for (Json product : tree.items("full_product_names")) {
      product(product, "", true);
    }
    for (Json relationship : tree.items("relationships")) {
      Json full = relationship.get("full_product_name");
      String id = full == null ? null : full.text("product_id");
      String component = relationship.text("product_reference");
      String whole = relationship.text("relates_to_product_reference");
      if (id != null && component != null && whole != null) {
        parts.put(id, List.of(component, whole));
      }
    }
    for (Json group : tree.items("product_groups")) {
      String id = group.text("group_id");
      if (id != null) {
        groups.put(id, group.texts("product_ids"));
      }
    }
  }

  private void branches(List<Json> branches, String version, boolean exact, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    for (Json branch : branches) {
      String name = branch.text("name");
      String category = String.valueOf(branch.text("category"));
      String own = category.equals("product_version") && name != null ? name : version;
      boolean known = exact && !category.equals("product_version_range");
      Json product = branch.get("product");
      if (product != null) {
        product(product, own, known);
      }
      branches(branch.items("branches"), own, known, depth + 1);
    }
  }

  private void product(Json product, String version, boolean exact) {
    String id = product.text("product_id");
    Json helper = product.get("product_identification_helper");
    if (id == null || helper == null) {
      return;
    }
    List<String> texts = new ArrayList<>(helper.texts("purls"));
    String one = helper.text("purl");
    if (one != null) {
      texts.add(one);
    }
    List<PackageUrl> purls = new ArrayList<>();
    for (String text : texts) {
      PackageUrl purl = PackageUrl.parse(text);
      PackageUrl versioned = purl == null ? null : versioned(purl, version, exact);
      if (versioned != null) {
        purls.add(versioned);
      }
    }
    products.put(id, purls);
  }

  private static @Nullable PackageUrl versioned(PackageUrl purl, String version, boolean exact) {
    if (!purl.version().isEmpty() || purl.qualifiers().containsKey("tag")) {
      return purl;
    }
    if (!exact) {
      return null;
    }
    if (version.isEmpty()) {
      return purl;
    }
    if (!purl.type().equals("oci")) {
      return new PackageUrl(purl.type(), purl.namespace(), purl.name(), version, purl.qualifiers());
    }
    Map<String, String> qualifiers = new TreeMap<>(purl.qualifiers());
    qualifiers.put("tag", version);
    return new PackageUrl(purl.type(), purl.namespace(), purl.name(), "", qualifiers);
  }

  /** The products that these ids and groups stand for. */
  List<String> ids(List<String> productIds, List<String> groupIds) {
    List<String> all = new ArrayList<>(productIds);
    for (String group : groupIds) {
      all.addAll(groups.getOrDefault(group, List.of()));
    }
    return all;
  }

  /** What an id means; nothing where no package URL tells. */
  List<VexProduct> of(String id) {
    List<VexProduct> found = new ArrayList<>();
    List<String> part = parts.get(id);
    if (part == null) {
      for (PackageUrl purl : purls(id)) {
        found.add(
            image(purl)
                ? new VexProduct.InImage(purl, List.of(), List.of())
                : new VexProduct.InPackage(new PackagePattern(purl)));
      }
      return found;
    }
    List<PackagePattern> packages = new ArrayList<>();
    for (PackageUrl purl : purls(part.getFirst())) {
      if (!image(purl)) {
        packages.add(new PackagePattern(purl));
      }
    }
    // Where the whole is itself a component of something, its purls alone do not tell it.
    if (!packages.isEmpty() && !parts.containsKey(part.getLast())) {
      for (PackageUrl purl : purls(part.getLast())) {
        if (image(purl)) {
          found.add(new VexProduct.InImage(purl, List.of(), packages));
        }
      }
    }
    return found;
  }

  private List<PackageUrl> purls(String id) {
    return products.getOrDefault(id, List.of());
  }

  private static boolean image(PackageUrl purl) {
    return purl.type().equals("oci") || purl.type().equals("docker");
  }
}
