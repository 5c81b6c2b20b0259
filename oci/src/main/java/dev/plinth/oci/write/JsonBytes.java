package dev.plinth.oci.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON documents without white space, their bytes depending on what they say alone. */
final class JsonBytes {
  private JsonBytes() {}

  /** Writes one document. */
  interface Body {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static byte[] of(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonReader.streaming().createGenerator(out)) {
      body.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  /** The member, unless it is empty. */
  static void text(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  /** The member, unless it is empty. */
  static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }

  /** The member, its keys sorted, unless it is empty. */
  static void map(JsonGenerator json, String name, Map<String, String> values) throws IOException {
    if (!values.isEmpty()) {
      json.writeObjectFieldStart(name);
      for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }

  /** A value as it was read, members in their order. */
  static void tree(JsonGenerator json, Json value) throws IOException {
    switch (value) {
      case Json.Obj(Map<String, Json> members) -> {
        json.writeStartObject();
        for (Map.Entry<String, Json> member : members.entrySet()) {
          json.writeFieldName(member.getKey());
          tree(json, member.getValue());
        }
        json.writeEndObject();
      }
      case Json.Arr(List<Json> items) -> {
        json.writeStartArray();
        for (Json item : items) {
          tree(json, item);
        }
        json.writeEndArray();
      }
      case Json.Str(String text) -> json.writeString(text);
      case Json.Num number -> json.writeNumber(number.text());
      case Json.Bool(boolean truth) -> json.writeBoolean(truth);
      case Json.Null() -> json.writeNull();
    }
  }
}
