package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.foundation.json.Json;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One record of a large JSON document as a tree. What exceeds the limits on a record is read
 * through but not kept, so that the reader can go on with the next one.
 */
final class ValueReader {
  private static final Json NULL = new Json.Null();

  private final JsonParser parser;
  private final FeedLimits limits;
  private int values;
  private long from;
  private String problem = "";

  ValueReader(JsonParser parser, FeedLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** Forgets what was counted: another record begins. */
  void startRecord() {
    values = 0;
    problem = "";
    from = parser.currentTokenLocation().getByteOffset();
  }

  /** What is wrong with the record just read; empty when nothing. */
  String problem() {
    return problem;
  }

  /** The value at whose first token the parser stands. */
  Json value(JsonToken token) throws IOException {
    if (problem.isEmpty()) {
      if (++values > limits.recordValues()) {
        problem = "it has more than " + limits.recordValues() + " values";
      } else if (parser.currentLocation().getByteOffset() - from > limits.recordBytes()) {
        problem = "it is longer than " + limits.recordBytes() + " bytes";
      }
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> problem.isEmpty() ? new Json.Str(parser.getText()) : NULL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          problem.isEmpty() ? new Json.Num(parser.getDecimalValue()) : NULL;
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      default -> NULL;
    };
  }

  private Json object() throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    JsonToken token;
    while ((token = parser.nextToken()) == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Json member = value(next());
      if (problem.isEmpty() && members.put(name, member) != null) {
        problem = "the member " + name + " stands there twice";
      }
    }
    if (token == null) {
      throw new EOFException("the JSON text is cut off");
    }
    return new Json.Obj(members);
  }

  private Json array() throws IOException {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      Json item = value(token);
      if (problem.isEmpty()) {
        items.add(item);
      }
    }
    return new Json.Arr(items);
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new EOFException("the JSON text is cut off");
    }
    return token;
  }
}
