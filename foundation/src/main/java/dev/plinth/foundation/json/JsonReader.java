package dev.plinth.foundation.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
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
  private static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY = factory(true);
  private static final JsonFactory STREAMING = factory(false);

  private JsonReader() {}

  private static JsonFactory factory(boolean strict) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(1_000)
                .maxStringLength(16 << 20)
                .build())
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
        .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
        .build();
  }

  /** The factory for streaming over large documents, with the same limits on depth and lengths. */
  public static JsonFactory streaming() {
    return STREAMING;
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
    try (JsonParser parser = FACTORY.createParser(bytes, from, bytes.length - from)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonSyntaxException("there is no value", 1, 1);
      }
      Json value = value(parser, first);
      if (parser.nextToken() != null) {
        throw at(parser, "there is something after the value");
      }
      return value;
    } catch (JsonSyntaxException e) {
      throw e;
    } catch (StreamReadException e) {
      throw new JsonSyntaxException(
          reason(e),
          e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
          e.getLocation() == null ? 0 : e.getLocation().getColumnNr());
    } catch (StreamConstraintsException e) {
      throw new JsonSyntaxException(
          "it nests deeper, or has a longer name, number or text, than is sensible", 0, 0);
    } catch (IOException e) {
      throw new JsonSyntaxException(String.valueOf(e.getMessage()), 0, 0);
    }
  }

  /** What is wrong with the syntax, without what only the parser's own programmers can use. */
  public static String reason(StreamReadException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int marker = message.indexOf(" (start marker at ");
    return marker < 0 ? message : message.substring(0, marker);
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
