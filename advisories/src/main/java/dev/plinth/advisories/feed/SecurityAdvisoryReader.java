package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The Common Security Advisory Framework 2.0 (OASIS), as Red Hat publishes it: one VEX document for
 * each vulnerability ({@code security.access.redhat.com/data/csaf/v2/vex/}), or one advisory for
 * each erratum ({@code …/advisories/}).
 *
 * <pre>
 * document        := { "document": head, "product_tree": tree, "vulnerabilities": [ vulnerability ] }
 * head            := { "category", "title", "publisher": { "namespace" },
 *                      "tracking": { "id", "initial_release_date", "current_release_date" },
 *                      "aggregate_severity": { "text" }, "references": [ { "category", "url" } ] }
 * tree            := { "branches": [ branch ], "relationships": [ relationship ] }
 * branch          := { "branches": [ branch ]? , "product": product? }
 * product         := { "name", "product_id", "product_identification_helper": { "cpe"?, "purl"? } }
 * relationship    := { "full_product_name": product, "product_reference": product id,
 *                      "relates_to_product_reference": product id }
 * vulnerability   := { "cve", "product_status": { status: [ product id ] },
 *                      "remediations": [ { "category", "details", "url"?, "product_ids" } ],
 *                      "threats": [ { "category": "impact", "details", "product_ids"? } ],
 *                      "scores": [ { "cvss_v3": { "vectorString" } } ] }
 * </pre>
 *
 * <p>Documents of many megabytes are read as a stream: kept are the products' names and the lists
 * of their ids. What the ids mean, {@link ProductTree} tells; what is said of them, {@link
 * ProductStatements}.
 */
final class SecurityAdvisoryReader implements FeedFormat.OfDocuments {
  /** Product ids in one list of a vulnerability. */
  private static final int MAX_IDS = 1_000_000;

  @Override
  public String title() {
    return "Red Hat's CSAF and VEX";
  }

  @Override
  public boolean begins(DocumentStart start) {
    Json head = start.member("document");
    return head != null
        && (head.get("csaf_version") != null
            || head.get("tracking") != null
            || String.valueOf(head.text("category")).startsWith("csaf_"));
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException, BadRecordException {
    ProductTree tree = new ProductTree();
    List<Vulnerability> vulnerabilities = new ArrayList<>();
    Json[] head = new Json[1];
    JsonStream.read(
        in,
        limits,
        (json, first) ->
            json.members((member, value) -> {
              switch (member) {
                case "document" -> head[0] = json.record(value);
                case "product_tree" -> tree.read(json, value);
                case "vulnerabilities" -> {
                  if (value == JsonToken.START_ARRAY) {
                    json.items(item -> vulnerabilities.add(vulnerability(json, item)));
                  } else {
                    json.skip();
                  }
                }
                default -> json.skip();
              }
            }));
    if (head[0] == null) {
      throw new BadRecordException("it has no document");
    }
    sink.advisory(ProductStatements.of(head[0], tree, vulnerabilities));
    return true;
  }

  /** A vulnerability as it stands there. */
  static final class Vulnerability {
    String cve = "";
    final List<String> fixed = new ArrayList<>();
    final List<String> affected = new ArrayList<>();
    final List<String> notAffected = new ArrayList<>();
    final List<String> underInvestigation = new ArrayList<>();
    final List<Json> remediations = new ArrayList<>();
    final List<Json> threats = new ArrayList<>();
    final List<Json> scores = new ArrayList<>();
  }

  private static Vulnerability vulnerability(JsonStream json, JsonToken first)
      throws IOException, BadRecordException {
    Vulnerability read = new Vulnerability();
    if (first != JsonToken.START_OBJECT) {
      throw new BadRecordException("a vulnerability is no object");
    }
    json.members((member, value) -> {
      switch (member) {
        case "cve" -> read.cve = json.text(value);
        case "product_status" -> status(json, value, read);
        case "remediations" -> records(json, value, read.remediations);
        case "threats" -> records(json, value, read.threats);
        case "scores" -> records(json, value, read.scores);
        default -> json.skip();
      }
    });
    return read;
  }

  private static void records(JsonStream json, JsonToken value, List<Json> into)
      throws IOException, BadRecordException {
    if (value == JsonToken.START_ARRAY) {
      json.items(item -> into.add(json.record(item)));
    } else {
      json.skip();
    }
  }

  private static void status(JsonStream json, JsonToken first, Vulnerability into)
      throws IOException, BadRecordException {
    if (first != JsonToken.START_OBJECT) {
      json.skip();
      return;
    }
    json.members((status, value) -> {
      List<String> list =
          switch (status) {
            case "fixed", "first_fixed" -> into.fixed;
            case "known_affected", "first_affected", "last_affected" -> into.affected;
            case "known_not_affected" -> into.notAffected;
            case "under_investigation" -> into.underInvestigation;
            default -> null;
          };
      if (list == null || value != JsonToken.START_ARRAY) {
        json.skip();
        return;
      }
      json.items(item -> {
        if (list.size() >= MAX_IDS) {
          throw new BadRecordException("it speaks of more than " + MAX_IDS + " products");
        }
        list.add(json.text(item));
      });
    });
  }
}
