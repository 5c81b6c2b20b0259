package dev.plinth.advisories.feed;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Advisory.Score;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.feed.ProductTree.Component;
import dev.plinth.advisories.feed.SecurityAdvisoryReader.Vulnerability;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a CSAF document says of each package, as statements of an advisory:
 *
 * <ul>
 *   <li>{@code fixed}: affected below the version; where several are named (one for each minor
 *       release), below the highest. Source packages are left out: they are not installed.
 *   <li>{@code known_affected}: affected, without a fix. What will come of it, the remediation
 *       says: {@code no_fix_planned} (will not fix; "Out of support scope": end of life), {@code
 *       none_available} ("Fix deferred": deferred).
 *   <li>{@code known_not_affected}, {@code under_investigation}: just so.
 * </ul>
 *
 * A package's fix goes before any other word on it. A VEX document bears its vulnerability's name;
 * an erratum its own, and its vulnerabilities are upstream.
 */
final class ProductStatements {
  private static final VersionOrder ORDER = VersionOrders.of("Red Hat");
  private static final int MAX_TEXT = 500;
  private static final int MAX_STATEMENTS = 100_000;
  private static final int MAX_REFERENCES = 20;

  private record Key(String ecosystem, String name) {}

  private record Said(Status status, String fixed, String impact) {}

  private final Map<Key, Said> said = new LinkedHashMap<>();
  private final Set<String> scores = new LinkedHashSet<>();
  private final Set<String> references = new LinkedHashSet<>();

  private ProductStatements() {}

  static AdvisoryRecord of(Json head, ProductTree tree, List<Vulnerability> vulnerabilities)
      throws BadRecordException {
    Json publisher = head.get("publisher");
    String namespace = publisher == null ? null : publisher.text("namespace");
    if (namespace == null || !namespace.contains("redhat.com")) {
      throw new BadRecordException("its publisher's products are not known here: " + namespace);
    }
    String category = text(head, "category");
    Json tracking = head.get("tracking");
    String id = tracking == null ? "" : text(tracking, "id");
    List<String> cves = new ArrayList<>();
    ProductStatements statements = new ProductStatements();
    for (Vulnerability vulnerability : vulnerabilities) {
      if (!vulnerability.cve.isEmpty() && vulnerability.cve.length() <= 40) {
        cves.add(vulnerability.cve);
      }
      statements.read(vulnerability, tree);
    }
    boolean vex = category.contains("vex") && cves.size() == 1;
    if (tracking == null || id.isEmpty() || cves.isEmpty()) {
      throw new BadRecordException("it names neither itself nor a vulnerability");
    }
    Json aggregate = head.get("aggregate_severity");
    for (Json reference : head.items("references")) {
      String url = reference.text("url");
      if (url != null && url.length() <= MAX_TEXT && "self".equals(reference.text("category"))) {
        statements.references.add(url);
      }
    }
    String word = aggregate == null ? "" : text(aggregate, "text");
    return new AdvisoryRecord(
        new Advisory(
            vex ? cves.getFirst() : id,
            List.of(),
            vex ? List.of() : cves,
            "redhat-csaf",
            text(tracking, "initial_release_date"),
            text(tracking, "current_release_date"),
            null,
            text(head, "title"),
            statements.scores.stream().map(vector -> new Score("CVSS_V3", vector)).toList(),
            word.equals("none") ? "" : word,
            statements.references.stream().limit(MAX_REFERENCES).toList()),
        "",
        statements.statements(word));
  }

  private void read(Vulnerability vulnerability, ProductTree tree) throws BadRecordException {
    Map<String, Status> outlook = new HashMap<>();
    for (Json remediation : vulnerability.remediations) {
      Status status = outlook(text(remediation, "category"), text(remediation, "details"));
      if (status != null) {
        for (String product : remediation.texts("product_ids")) {
          outlook.put(product, status);
        }
      }
      String url = text(remediation, "url");
      if (!url.isEmpty() && references.size() < MAX_REFERENCES) {
        references.add(url);
      }
    }
    Map<String, String> impacts = new HashMap<>();
    for (Json threat : vulnerability.threats) {
      if ("impact".equals(threat.text("category"))) {
        for (String product : threat.texts("product_ids")) {
          impacts.put(product, text(threat, "details"));
        }
      }
    }
    for (Json score : vulnerability.scores) {
      Json cvss = score.get("cvss_v3");
      String vector = cvss == null ? "" : text(cvss, "vectorString");
      if (!vector.isEmpty() && vector.length() <= 300 && scores.size() < 8) {
        scores.add(vector);
      }
    }
    for (String product : vulnerability.fixed) {
      Component component = tree.component(product);
      if (component != null && !component.source() && !component.version().isEmpty()) {
        say(component, Status.AFFECTED, component.version(), impacts.get(product));
      }
    }
    for (String product : vulnerability.affected) {
      say(
          tree.component(product),
          outlook.getOrDefault(product, Status.AFFECTED),
          "",
          impacts.get(product));
    }
    for (String product : vulnerability.underInvestigation) {
      say(tree.component(product), Status.UNDER_INVESTIGATION, "", impacts.get(product));
    }
    for (String product : vulnerability.notAffected) {
      say(tree.component(product), Status.NOT_AFFECTED, "", null);
    }
  }

  private static @Nullable Status outlook(String category, String details) {
    return switch (category) {
      case "no_fix_planned" ->
          details.equals("Out of support scope") ? Status.END_OF_LIFE : Status.WONT_FIX;
      case "none_available" -> details.equals("Fix deferred") ? Status.DEFERRED : null;
      default -> null;
    };
  }

  private void say(
      @Nullable Component component, Status status, String fixed, @Nullable String impact)
      throws BadRecordException {
    if (component == null
        || component.name().length() > MAX_TEXT
        || component.version().length() > MAX_TEXT
        || component.name().endsWith("-debuginfo")
        || component.name().endsWith("-debugsource")) {
      return;
    }
    Key key = new Key(component.ecosystem(), component.name());
    Said before = said.get(key);
    boolean goes =
        before == null
            || (!fixed.isEmpty()
                && (before.fixed().isEmpty() || ORDER.compare(fixed, before.fixed()) > 0));
    if (goes) {
      if (said.size() >= MAX_STATEMENTS) {
        throw new BadRecordException("it speaks of more than " + MAX_STATEMENTS + " packages");
      }
      said.put(key, new Said(status, fixed, impact == null ? "" : impact));
    }
  }

  private List<Statement> statements(String aggregate) {
    List<Statement> statements = new ArrayList<>();
    said.forEach((key, of) ->
        statements.add(
            new Statement(
                key.ecosystem(),
                key.name(),
                of.status() == Status.NOT_AFFECTED || of.status() == Status.UNDER_INVESTIGATION
                    ? List.of()
                    : List.of(new Interval(Interval.Kind.ECOSYSTEM, "0", of.fixed(), "")),
                List.of(),
                of.status(),
                false,
                of.impact().equalsIgnoreCase(aggregate) ? "" : of.impact(),
                List.of())));
    return statements;
  }

  private static String text(Json json, String key) {
    String text = json.text(key);
    return text == null ? "" : text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
