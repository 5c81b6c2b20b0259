package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of small records of any of {@link FeedFormats#ofRecords}: one record, a list of them, or an
 * object with a list named {@code vulnerabilities} or {@code vulns}.
 */
final class JsonRecords implements FeedFormat.OfDocuments {
  @Override
  public String title() {
    return "";
  }

  @Override
  public boolean begins(DocumentStart start) {
    return start.outline() != null;
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException, BadRecordException {
    Walk walk = new Walk(start.label(), sink);
    JsonStream.read(
        in,
        limits,
        (json, first) -> {
          if (first == JsonToken.START_ARRAY) {
            walk.list(json);
            walk.end(Map.of());
          } else if (first == JsonToken.START_OBJECT) {
            walk.object(json);
          }
        });
    return walk.known;
  }

  /** One document's records. */
  private static final class Walk {
    private final String name;
    private final RecordSink sink;
    private final List<FeedFormat.OfRecords> formats = FeedFormats.ofRecords();
    private boolean known;
    private int index;

    Walk(String name, RecordSink sink) {
      this.name = name;
      this.sink = sink;
    }

    void object(JsonStream json) throws IOException, BadRecordException {
      Map<String, Json> members = new LinkedHashMap<>();
      boolean[] listed = new boolean[1];
      json.startRecord();
      json.members((member, value) -> {
        boolean records = member.equals("vulnerabilities") || member.equals("vulns");
        if (records && value == JsonToken.START_ARRAY && !listed[0]) {
          listed[0] = true;
          json.endRecord();
          list(json);
          json.startRecord();
        } else if (members.put(member, json.part(value)) != null) {
          throw new BadRecordException("the member " + member + " stands there twice");
        }
      });
      json.endRecord();
      if (!listed[0]) {
        known = one(new Json.Obj(members));
      }
      end(listed[0] ? members : Map.of());
    }

    void list(JsonStream json) throws IOException, BadRecordException {
      json.items(token -> {
        String place = (name.isEmpty() ? "" : name + " ") + "#" + ++index;
        Json element = null;
        try {
          element = json.record(token);
          if (one(element)) {
            known = true;
          } else {
            sink.skipped(place, "it is of no known format");
          }
        } catch (BadRecordException e) {
          known = true;
          sink.skipped(
              element == null ? place : named(element, place), String.valueOf(e.getMessage()));
        }
      });
    }

    void end(Map<String, Json> beside) {
      for (FeedFormat.OfRecords format : formats) {
        format.end(beside, sink);
      }
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

    private boolean one(Json element) throws BadRecordException {
      for (FeedFormat.OfRecords format : formats) {
        if (format.recognises(element)) {
          format.read(element, sink);
          return true;
        }
      }
      return false;
    }
  }
}
