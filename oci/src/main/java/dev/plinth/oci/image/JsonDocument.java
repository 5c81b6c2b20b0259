package dev.plinth.oci.image;

import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON document of an image with the name that messages give it. A member that is absent or null
 * gives the empty value; one of a wrong kind is refused where the image's meaning hangs on it.
 */
record JsonDocument(String name, Json json) {

  /** The document in these bytes. */
  static JsonDocument read(byte[] bytes, String name, int limit) {
    if (bytes.length > limit) {
      throw ImageErrors.tooLarge(name, bytes.length, limit);
    }
    try {
      return new JsonDocument(name, JsonReader.read(bytes));
    } catch (JsonSyntaxException e) {
      throw ImageErrors.syntax(name, e);
    }
  }

  /** The same, which must be an object. */
  static JsonDocument object(byte[] bytes, String name, int limit) {
    JsonDocument document = read(bytes, name, limit);
    if (!(document.json instanceof Json.Obj)) {
      throw ImageErrors.shape(name, "it is not a JSON object");
    }
    return document;
  }

  boolean has(String member) {
    Json value = json.get(member);
    return value != null && !(value instanceof Json.Null);
  }

  /** The list in a member, empty where absent or null. */
  List<Json> list(String member) {
    if (!has(member)) {
      return List.of();
    }
    if (json.get(member) instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    throw ImageErrors.shape(name, "its member '" + member + "' is not a list");
  }

  /** The strings in a list member; anything else in it is refused. */
  List<String> strings(String member) {
    List<String> strings = new ArrayList<>();
    for (Json item : list(member)) {
      if (!(item instanceof Json.Str(String value))) {
        throw ImageErrors.shape(name, "its member '" + member + "' holds what is not a string");
      }
      strings.add(value);
    }
    return strings;
  }

  String text(String member) {
    String value = json.text(member);
    return value == null ? "" : value;
  }

  JsonDocument inner(Json inner) {
    return new JsonDocument(name, inner);
  }

  /** The digest in that text. */
  Digest digest(String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      String shown = text.length() > 160 ? text.substring(0, 160) + "…" : text;
      throw ImageErrors.shape(
          name, "'" + SafeText.of(shown) + "' is no digest: " + SafeText.of("" + e.getMessage()));
    }
  }

  /** The members of an object that are strings: annotations, labels. */
  static Map<String, String> stringMap(Json holder, String member) {
    Map<String, Json> members = holder.members(member);
    if (members.isEmpty()) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    members.forEach((key, value) -> {
      if (value instanceof Json.Str(String text)) {
        map.put(key, text);
      }
    });
    return map;
  }
}
