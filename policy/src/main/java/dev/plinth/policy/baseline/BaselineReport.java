package dev.plinth.policy.baseline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * What an earlier scan's JSON report tells ({@code docs/scan-json.md}): the fingerprints of its
 * findings. What stood aside in it does not count as known, so that an exception that ends makes
 * its finding count again.
 *
 * @param fingerprints of all findings
 * @param complete whether that scan could read everything
 */
public record BaselineReport(Set<String> fingerprints, boolean complete) {
  private static final String SCHEMA = "plinth.scan/1";
  private static final int MAX_FINDINGS = 1_000_000;

  /** Keeps its own copy. */
  public BaselineReport {
    fingerprints = Set.copyOf(fingerprints);
  }

  /**
   * Reads a report; findings stream by.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-BASELINE-…}
   */
  public static BaselineReport read(String label, InputStream in) {
    String schema = "";
    boolean complete = false;
    boolean findings = false;
    Set<String> fingerprints = new HashSet<>();
    try (JsonParser parser = JsonReader.streaming().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BaselineErrors.other(label, "it is no report of Plinth");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals("schema") && token == JsonToken.VALUE_STRING) {
          schema = parser.getText();
          if (!schema.equals(SCHEMA)) {
            throw BaselineErrors.other(
                label,
                "its schema is "
                    + dev.plinth.foundation.SafeText.of(
                        schema.length() > 60 ? schema.substring(0, 60) : schema)
                    + ", not "
                    + SCHEMA);
          }
        } else if (name.equals("summary")) {
          complete = JsonReader.value(parser, token).bool("complete", false);
        } else if (name.equals("findings") && token == JsonToken.START_ARRAY) {
          findings = true;
          fingerprints(label, parser, fingerprints);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw BaselineErrors.broken(label, "it does not end where it should");
      }
    } catch (JsonSyntaxException e) {
      throw BaselineErrors.broken(label, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw BaselineErrors.broken(label, JsonReader.reason(e));
    } catch (IOException e) {
      throw BaselineErrors.broken(label, String.valueOf(e.getMessage()));
    }
    if (schema.isEmpty()) {
      throw BaselineErrors.other(label, "it does not name the schema " + SCHEMA);
    }
    if (!findings) {
      throw BaselineErrors.broken(label, "it has no list of findings");
    }
    return new BaselineReport(fingerprints, complete);
  }

  private static void fingerprints(String label, JsonParser parser, Set<String> fingerprints)
      throws IOException {
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == null) {
        throw BaselineErrors.broken(label, "its list of findings does not end");
      }
      Json finding = JsonReader.value(parser, t);
      String fingerprint = finding.text("fingerprint");
      if (fingerprint == null || fingerprints.size() >= MAX_FINDINGS) {
        throw BaselineErrors.broken(
            label, fingerprint == null ? "a finding has no fingerprint" : "too many findings");
      }
      fingerprints.add(fingerprint);
    }
  }
}
