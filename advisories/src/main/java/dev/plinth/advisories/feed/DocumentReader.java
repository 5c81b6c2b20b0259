package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One document, recognised by its content: JSON (a record, a list of records, or an object with
 * {@code vulnerabilities} or {@code vulns}), YAML (an OSV record), or a table of lines.
 */
final class DocumentReader {
  private static final int SNIFFED = 4096;

  /** The catalogue is held in memory until its date is known; it has some two thousand entries. */
  private static final int MAX_EXPLOITED = 100_000;

  private final FeedLimits limits;
  private final RecordSink sink;

  DocumentReader(FeedLimits limits, RecordSink sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /**
   * Reads a document to its end.
   *
   * @param name what to call it when a record of it is bad
   * @return false where it is of no known format and nothing was taken
   * @throws BadRecordException where it is one record, and bad
   * @throws IOException where it is cut off or damaged
   */
  boolean read(String name, InputStream stream) throws IOException, BadRecordException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    in.mark(SNIFFED);
    byte[] bytes = in.readNBytes(SNIFFED);
    in.reset();
    int from = 0;
    if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xEF && (bytes[1] & 0xff) == 0xBB) {
      from = 3;
      in.skipNBytes(3);
    }
    String start = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    String visible = start.stripLeading();
    if (visible.startsWith("{") || visible.startsWith("[")) {
      return json(name, in);
    }
    if (TableReader.recognises(start)) {
      new TableReader(in, sink).read(start);
      return true;
    }
    return couldBeYaml(visible) && yaml(in);
  }

  private static boolean couldBeYaml(String start) {
    if (start.startsWith("---") || start.startsWith("#") || start.startsWith("%YAML")) {
      return true;
    }
    for (int i = 0; i < Math.min(start.length(), 200); i++) {
      char c = start.charAt(i);
      if (c == ':') {
        return i > 0;
      }
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '"' && c != '\'') {
        return false;
      }
    }
    return false;
  }

  private boolean yaml(InputStream in) throws IOException, BadRecordException {
    Json record = YamlReader.read(in, limits);
    if (!OsvReader.recognises(record)) {
      return false;
    }
    sink.advisory(OsvReader.read(record));
    return true;
  }

  private boolean json(String name, InputStream in) throws IOException, BadRecordException {
    try (JsonParser parser = JsonReader.streaming().createParser(in)) {
      JsonToken first = parser.nextToken();
      boolean known =
          first == JsonToken.START_ARRAY
              ? list(name, parser, new ArrayList<>())
              : first == JsonToken.START_OBJECT && object(name, parser);
      if (parser.nextToken() != null) {
        throw new IOException("there is something after the JSON value");
      }
      return known;
    } catch (StreamReadException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IOException(
          "it is no JSON" + where + ": " + FeedErrors.shorten(JsonReader.reason(e)), e);
    }
  }

  private boolean object(String name, JsonParser parser) throws IOException, BadRecordException {
    Map<String, Json> members = new LinkedHashMap<>();
    List<KnownExploitedReader.Entry> exploited = new ArrayList<>();
    ValueReader values = new ValueReader(parser, limits);
    values.startRecord();
    boolean listed = false;
    boolean known = false;
    JsonToken token;
    while ((token = parser.nextToken()) == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == null) {
        throw new EOFException("the JSON text is cut off");
      }
      boolean records = member.equals("vulnerabilities") || member.equals("vulns");
      if (records && value == JsonToken.START_ARRAY && !listed) {
        listed = true;
        known = list(name, parser, exploited);
        values.startRecord();
      } else if (members.put(member, values.value(value)) != null) {
        throw new BadRecordException("the member " + member + " stands there twice");
      }
    }
    if (token == null) {
      throw new EOFException("the JSON text is cut off");
    }
    if (!values.problem().isEmpty()) {
      throw new BadRecordException(values.problem());
    }
    if (listed) {
      if (!exploited.isEmpty()) {
        sink.knownExploited(KnownExploitedReader.date(members), exploited);
      }
      return known;
    }
    return one(new Json.Obj(members), null);
  }

  /** The records of a list; true where any was of a known format. */
  private boolean list(String name, JsonParser parser, List<KnownExploitedReader.Entry> exploited)
      throws IOException {
    ValueReader values = new ValueReader(parser, limits);
    boolean known = false;
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == null) {
        throw new EOFException("the JSON text is cut off");
      }
      values.startRecord();
      Json element = values.value(token);
      String place = (name.isEmpty() ? "" : name + " ") + "#" + ++index;
      try {
        if (!values.problem().isEmpty()) {
          throw new BadRecordException(values.problem());
        }
        if (one(element, exploited)) {
          known = true;
        } else {
          sink.skipped(place, "it is of no known format");
        }
      } catch (BadRecordException e) {
        known = true;
        sink.skipped(named(element, place), String.valueOf(e.getMessage()));
      }
    }
    return known;
  }

  private static String named(Json element, String place) {
    for (String key : new String[] {"id", "cveID"}) {
      String id = element.text(key);
      if (id != null) {
        return id;
      }
    }
    return place;
  }

  private boolean one(Json element, @Nullable List<KnownExploitedReader.Entry> exploited)
      throws BadRecordException {
    if (exploited != null && KnownExploitedReader.recognises(element)) {
      if (exploited.size() >= MAX_EXPLOITED) {
        throw new BadRecordException("the catalogue has more than " + MAX_EXPLOITED + " entries");
      }
      exploited.add(KnownExploitedReader.read(element));
    } else if (CveRecordReader.recognises(element)) {
      CveRecordReader.read(element, sink);
    } else if (NvdReader.recognises(element)) {
      NvdReader.read(element, sink);
    } else if (OsvReader.recognises(element)) {
      sink.advisory(OsvReader.read(element));
    } else {
      return false;
    }
    return true;
  }
}
