package dev.plinth.bases.difference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.bases.difference.Side.Aside;
import dev.plinth.bases.difference.Side.Data;
import dev.plinth.bases.difference.Side.Installed;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.LayerSummary;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code plinth scan -o json} wrote ({@code docs/scan-json.md}, schema {@value #SCHEMA})
 * as one side of a comparison. Lists stream by; a member that is not known is passed over; a report
 * that is cut short is an error.
 */
public final class SavedReport {
  private static final String SCHEMA = "plinth.scan/1";
  private static final int MAX_ITEMS = 1_000_000;

  private final String label;
  private String schema = "";
  private String name = "";
  private String digest = "";
  private String platform = "";
  private Distribution distribution = Distribution.UNKNOWN;
  private final List<LayerSummary> layers = new ArrayList<>();
  private @Nullable List<Installed> installed;
  private boolean findingsRead;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Aside> setAside = new ArrayList<>();
  private final List<Data> data = new ArrayList<>();
  private boolean complete;

  private SavedReport(String label) {
    this.label = label;
  }

  /**
   * Reads a report.
   *
   * @param label how the caller names it
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-DIFF-…} when it is none, or not
   *     whole
   */
  public static Side read(String label, InputStream in) {
    SavedReport report = new SavedReport(label);
    report.read(in);
    return report.side();
  }

  private void read(InputStream in) {
    try (JsonParser parser = JsonReader.streaming().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw DifferenceErrors.other(label, "it is no report of Plinth");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        member(member, parser, parser.nextToken());
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw DifferenceErrors.broken(label, "it does not end where it should");
      }
    } catch (JsonSyntaxException e) {
      throw DifferenceErrors.broken(label, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw DifferenceErrors.broken(label, JsonReader.reason(e));
    } catch (IOException e) {
      throw DifferenceErrors.broken(label, String.valueOf(e.getMessage()));
    }
    if (schema.isEmpty() || !findingsRead) {
      throw DifferenceErrors.other(
          label, schema.isEmpty() ? "it does not name the schema " + SCHEMA : "it has no findings");
    }
  }

  private void member(String member, JsonParser parser, JsonToken token) throws IOException {
    switch (member) {
      case "schema" -> {
        schema = token == JsonToken.VALUE_STRING ? parser.getText() : "";
        if (!schema.equals(SCHEMA)) {
          throw DifferenceErrors.other(
              label,
              "its schema is "
                  + (schema.length() > 60 ? schema.substring(0, 60) : schema)
                  + ", not "
                  + SCHEMA);
        }
      }
      case "subject" -> subject(JsonReader.value(parser, token));
      case "distribution" -> {
        Json json = JsonReader.value(parser, token);
        distribution =
            new Distribution(
                text(json, "id"),
                text(json, "versionId"),
                text(json, "codename"),
                json.texts("idLike"),
                text(json, "prettyName"));
      }
      case "layers" -> items(parser, token, this::layer);
      case "packages" -> packages(parser, token);
      case "summary" -> complete = JsonReader.value(parser, token).bool("complete", false);
      case "findings" -> {
        findingsRead = token == JsonToken.START_ARRAY;
        items(parser, token, item -> add(findings, finding(item)));
      }
      case "setAside" -> items(parser, token, this::aside);
      case "sources" -> items(parser, token, this::source);
      default -> parser.skipChildren();
    }
  }

  private void subject(Json json) {
    name = text(json, "name");
    platform = text(json, "platform");
    digest = text(json, "manifestDigest");
    digest = digest.isEmpty() ? text(json, "configDigest") : digest;
  }

  private void layer(Json json) {
    add(
        layers,
        new LayerSummary(
            text(json, "digest"),
            text(json, "diffId"),
            text(json, "createdBy"),
            json.integer("storedSize", -1),
            json.integer("unpackedSize", 0),
            json.integer("entries", -1)));
  }

  private void packages(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean items = parser.currentName().equals("items");
      JsonToken value = parser.nextToken();
      if (items && value == JsonToken.START_ARRAY) {
        List<Installed> all = new ArrayList<>();
        installed = all;
        items(parser, value, item -> add(all, installed(item)));
      } else {
        parser.skipChildren();
      }
    }
  }

  private Installed installed(Json json) {
    String purl = text(json, "purl");
    if (!purl.startsWith("pkg:") || purl.indexOf('/') < 0) {
      throw DifferenceErrors.broken(label, "a package has no package URL");
    }
    return Installed.of(
        purl,
        text(json, "name"),
        text(json, "version"),
        text(json, "architecture"),
        (int) json.integer("layer", -1),
        text(json, "path"));
  }

  private void aside(Json json) {
    Json finding = json.get("finding");
    if (finding != null) {
      add(
          setAside,
          new Aside(
              finding(finding),
              text(json, "reason"),
              text(json, "explanation"),
              text(json, "place")));
    }
  }

  private void source(Json json) {
    add(
        data,
        new Data(
            text(json, "name"),
            json.integer("records", -1),
            text(json, "asOf"),
            text(json, "imported")));
  }

  private Finding finding(Json json) {
    Json subject = json.get("subject");
    String id = json.text("id");
    Finding.Kind kind = word(Finding.Kind.values(), Finding.Kind::word, text(json, "kind"));
    if (id == null || subject == null || kind == null) {
      throw DifferenceErrors.broken(label, "a finding lacks its id, its kind or its subject");
    }
    Severity severity = word(Severity.values(), Severity::word, text(json, "severity"));
    Finding.Owner owner = word(Finding.Owner.values(), Finding.Owner::word, text(json, "owner"));
    Json fix = json.get("fix");
    String version = fix == null ? null : fix.text("version");
    return new Finding(
        id,
        kind,
        Objects.requireNonNullElse(severity, Severity.UNKNOWN),
        text(json, "severitySource"),
        text(json, "title"),
        new Subject(
            text(subject, "name"),
            text(subject, "version"),
            subject.text("purl"),
            subject.text("path")),
        List.of(),
        Objects.requireNonNullElse(owner, Finding.Owner.UNKNOWN),
        List.of(),
        fix == null || version == null ? null : new Fix.Upgrade(text(fix, "package"), version),
        json.texts("references"),
        vulnerability(json.get("vulnerability")));
  }

  private static @Nullable Vulnerability vulnerability(@Nullable Json json) {
    if (json == null) {
      return null;
    }
    Json exploited = json.get("knownExploited");
    return new Vulnerability(
        json.texts("aliases"),
        -1,
        null,
        exploited == null
            ? null
            : new Vulnerability.KnownExploited(
                text(exploited, "added"), exploited.bool("ransomware", false)),
        -1,
        text(json, "advisory"),
        text(json, "advisorySource"),
        text(json, "status"));
  }

  private interface Word<E> {
    String of(E value);
  }

  private static <E> @Nullable E word(E[] values, Word<E> words, String word) {
    for (E value : values) {
      if (words.of(value).equals(word)) {
        return value;
      }
    }
    return null;
  }

  private interface Item {
    void read(Json item);
  }

  private void items(JsonParser parser, JsonToken token, Item item) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == null) {
        throw DifferenceErrors.broken(label, "a list does not end");
      }
      item.read(JsonReader.value(parser, t));
    }
  }

  private <T> void add(List<T> list, T item) {
    if (list.size() >= MAX_ITEMS) {
      throw DifferenceErrors.broken(label, "one of its lists has more than 1,000,000 items");
    }
    list.add(item);
  }

  private static String text(Json json, String member) {
    return Objects.requireNonNullElse(json.text(member), "");
  }

  private Side side() {
    return new Side(
        label,
        name,
        digest,
        platform,
        true,
        distribution,
        layers,
        installed,
        null,
        null,
        findings,
        setAside,
        data,
        complete);
  }
}
