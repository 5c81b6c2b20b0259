package dev.plinth.foundation.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON within limits: depth 100, names 50,000 characters, strings 16 MiB, numbers 1,000
 * digits, duplicate member names refused, nothing but white space after the value.
 */
public final class JsonReader {
  private JsonReader() {}

  /** Made when a large document is first met: most runs read small ones alone. */
  private static final class Streaming {
    static final JsonFactory FACTORY =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(JsonText.MAX_DEPTH)
                    .maxNumberLength(JsonText.MAX_NUMBER)
                    .maxStringLength(JsonText.MAX_STRING)
                    .build())
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
            .build();
  }

  /** The factory for streaming over large documents, with the same limits on depth and lengths. */
  public static JsonFactory streaming() {
    return Streaming.FACTORY;
  }

  /**
   * The value in these bytes (UTF-8, a byte order mark allowed).
   *
   * @throws JsonSyntaxException where the bytes are not one JSON value within the limits
   */
  public static Json read(byte[] bytes) throws JsonSyntaxException {
    int from =
        bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF
            ? 3
            : 0;
    return JsonText.read(bytes, from);
  }

  /** What is wrong with the syntax, without what only the parser's own programmers can use. */
  public static String reason(JsonProcessingException e) {
    return without(without(e.getOriginalMessage(), " (start marker at ", ")"), ", from `", "`");
  }

  private static String without(String text, String start, String end) {
    int from = text.indexOf(start);
    int to = from < 0 ? -1 : text.lastIndexOf(end);
    return to < from + start.length()
        ? text
        : text.substring(0, from) + text.substring(to + end.length());
  }

  /** The value whose first token the parser stands on; afterwards it stands on its last. */
  public static Json value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          members.put(name, value(parser, parser.nextToken()));
        }
        yield new Json.Obj(members);
      }
      case START_ARRAY -> {
        List<Json> items = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          if (t == null) {
            throw at(parser, "the array does not end");
          }
          items.add(value(parser, t));
        }
        yield new Json.Arr(items);
      }
      case VALUE_STRING -> new Json.Str(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw at(parser, "a value was expected");
    };
  }

  private static Json number(JsonParser parser) throws IOException {
    try {
      return new Json.Num(parser.getDecimalValue());
    } catch (NumberFormatException e) {
      // Exponents beyond those of BigDecimal are no error of syntax to the parser.
      throw at(parser, "a number is out of range");
    }
  }

  private static JsonSyntaxException at(JsonParser parser, String what) {
    return new JsonSyntaxException(
        what, parser.currentLocation().getLineNr(), parser.currentLocation().getColumnNr());
  }
}
