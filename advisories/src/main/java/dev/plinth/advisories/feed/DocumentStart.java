package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a document, from which its format is told.
 *
 * @param label what to call the document when a record of it is bad; empty for a whole file
 * @param name the name of the file or member, for what formats do not say themselves
 * @param modified when that file was changed, in seconds since 1970; 0 where nothing reliable says
 *     so
 * @param text the bytes as UTF-8, without a byte order mark
 * @param outline what the bytes say of a JSON document: where they end, all that is open ends; null
 *     where they begin no JSON object or list
 */
record DocumentStart(
    String label, String name, long modified, String text, @Nullable Json outline) {
  /** Bytes looked at. */
  static final int LENGTH = 16_384;

  static DocumentStart of(String label, String name, long modified, byte[] bytes, int from) {
    String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    String visible = text.stripLeading();
    boolean json = visible.startsWith("{") || visible.startsWith("[");
    return new DocumentStart(label, name, modified, text, json ? outline(bytes, from) : null);
  }

  /** The member of the outline of that name, null where there is none. */
  @Nullable Json member(String member) {
    return outline == null ? null : outline.get(member);
  }

  private static Json outline(byte[] bytes, int from) {
    try (JsonParser parser =
        JsonReader.streaming().createParser(bytes, from, bytes.length - from)) {
      JsonToken first = parser.nextToken();
      return first == null ? new Json.Null() : value(parser, first, new boolean[1]);
    } catch (IOException e) {
      return new Json.Null();
    }
  }

  /** The value at whose first token the parser stands; nesting is bounded by the parser. */
  private static Json value(JsonParser parser, JsonToken token, boolean[] ended)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Json> members = new LinkedHashMap<>();
        while (next(parser, ended) == JsonToken.FIELD_NAME) {
          String member = parser.currentName();
          JsonToken value = next(parser, ended);
          if (value == null) {
            break;
          }
          members.putIfAbsent(member, value(parser, value, ended));
        }
        yield new Json.Obj(members);
      }
      case START_ARRAY -> {
        List<Json> items = new ArrayList<>();
        for (JsonToken item = next(parser, ended);
            item != null && item != JsonToken.END_ARRAY;
            item = next(parser, ended)) {
          items.add(value(parser, item, ended));
        }
        yield new Json.Arr(items);
      }
      case VALUE_STRING -> new Json.Str(parser.getText());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      default -> new Json.Null();
    };
  }

  /** Null from where the bytes, or what is JSON of them, end. */
  private static @Nullable JsonToken next(JsonParser parser, boolean[] ended) {
    if (!ended[0]) {
      try {
        JsonToken token = parser.nextToken();
        if (token != null && token == JsonToken.VALUE_STRING) {
          parser.getText();
        }
        ended[0] = token == null;
        return token;
      } catch (IOException e) {
        ended[0] = true;
      }
    }
    return null;
  }
}
