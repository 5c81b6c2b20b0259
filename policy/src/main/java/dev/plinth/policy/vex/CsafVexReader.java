package dev.plinth.policy.vex;

import dev.plinth.foundation.json.Json;
import dev.plinth.policy.vex.VexStatement.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CSAF 2.0's profile VEX (§ 4.5, {@code document.category} is {@code csaf_vex}):
 *
 * <pre>
 * { "document": { "category", "csaf_version", "publisher": { "name" },
 *                 "tracking": { "current_release_date" } },
 *   "product_tree": {},
 *   "vulnerabilities": [ { "cve", "ids": [ { "text" } ],
 *       "product_status": { "known_not_affected": [], "fixed": [], "first_fixed": [],
 *           "known_affected": [], "first_affected": [], "last_affected": [],
 *           "under_investigation": [] },
 *       "flags": [ { "label", "product_ids": [], "group_ids": [] } ],
 *       "threats": [ { "category": "impact", "details", "product_ids": [], "group_ids": [] } ] } ] }
 * </pre>
 *
 * <p>What is {@code known_not_affected} needs a flag or an impact statement (§ 4.5); without either
 * it is refused. So are products that no package URL tells. {@code recommended} says nothing of the
 * version that is there.
 */
final class CsafVexReader {
  private static final String PROFILE = "csaf_vex";

  private final String label;
  private final Json root;
  private final CsafProducts products;
  private final List<VexStatement> statements = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private String author = "";
  private Instant at = Instant.MIN;

  CsafVexReader(String label, Json root) {
    this.label = label;
    this.root = root;
    this.products = new CsafProducts(root.get("product_tree"));
  }

  /** The version of CSAF that a document is in; null where it is no CSAF document. */
  static @Nullable String version(Json root) {
    Json document = root.get("document");
    return document == null ? null : document.text("csaf_version");
  }

  VexDocument read() {
    Json document = root.get("document");
    String category = document == null ? null : document.text("category");
    if (document == null || !PROFILE.equals(category)) {
      throw VexErrors.kind(
          label,
          "a CSAF document of the profile "
              + (category == null ? "none" : VexDocument.shown(category))
              + ", not "
              + PROFILE);
    }
    Json publisher = document.get("publisher");
    Json tracking = document.get("tracking");
    author = publisher == null ? "" : VexDocument.shown(publisher.text("name"));
    at = VexDocument.time(tracking == null ? null : tracking.text("current_release_date"));
    for (Json vulnerability : root.items("vulnerabilities")) {
      vulnerability(vulnerability);
    }
    return new VexDocument(label, statements, refused);
  }

  private void vulnerability(Json json) {
    List<String> names = new ArrayList<>();
    String cve = json.text("cve");
    if (cve != null && !cve.isEmpty()) {
      names.add(cve);
    }
    for (Json id : json.items("ids")) {
      String text = id.text("text");
      if (text != null && !text.isEmpty()) {
        names.add(text);
      }
    }
    if (names.isEmpty()) {
      refused.add("a vulnerability has neither a cve nor an id");
      return;
    }
    Map<String, String> flags = said(json.items("flags"), "label", null);
    Map<String, String> impacts = said(json.items("threats"), "details", "impact");
    Map<Said, List<VexProduct>> all = new LinkedHashMap<>();
    int untold = 0;
    int unjustified = 0;
    for (Map.Entry<String, Json> status : json.members("product_status").entrySet()) {
      Status means = status(status.getKey());
      if (means == null) {
        continue;
      }
      for (String id : texts(status.getValue())) {
        String why = means == Status.NOT_AFFECTED ? why(flags.get(id), impacts.get(id)) : "";
        List<VexProduct> told = products.of(id);
        if (told.isEmpty()) {
          untold++;
        } else if (means == Status.NOT_AFFECTED && why.isEmpty()) {
          unjustified++;
        } else {
          all.computeIfAbsent(new Said(means, why), _ -> new ArrayList<>()).addAll(told);
        }
      }
    }
    all.forEach((said, about) ->
        statements.add(
            new VexStatement(label, author, names, about, said.status(), said.why(), at)));
    String name = VexDocument.shown(names.getFirst());
    if (untold > 0) {
      refused.add(name + " speaks of products that no package URL tells (" + untold + ")");
    }
    if (unjustified > 0) {
      refused.add(
          name
              + " is said to be known_not_affected without a flag or an impact statement ("
              + unjustified
              + ")");
    }
  }

  /** What is said of products in the same words. */
  private record Said(Status status, String why) {}

  private static List<String> texts(Json list) {
    List<String> texts = new ArrayList<>();
    if (list instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof Json.Str(String text)) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static @Nullable Status status(String word) {
    return switch (word) {
      case "known_not_affected" -> Status.NOT_AFFECTED;
      case "fixed", "first_fixed" -> Status.FIXED;
      case "known_affected", "first_affected", "last_affected" -> Status.AFFECTED;
      case "under_investigation" -> Status.UNDER_INVESTIGATION;
      default -> null;
    };
  }

  /** The text of that member by product, of entries of that category. */
  private Map<String, String> said(List<Json> entries, String member, @Nullable String category) {
    Map<String, String> said = new HashMap<>();
    for (Json entry : entries) {
      String text = VexDocument.shown(entry.text(member));
      if (!text.isEmpty() && (category == null || category.equals(entry.text("category")))) {
        for (String id : products.ids(entry.texts("product_ids"), entry.texts("group_ids"))) {
          said.putIfAbsent(id, text);
        }
      }
    }
    return said;
  }

  private static String why(@Nullable String flag, @Nullable String impact) {
    if (flag == null) {
      return impact == null ? "" : impact;
    }
    return impact == null ? flag : flag + ": " + impact;
  }
}
