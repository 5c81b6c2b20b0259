package dev.plinth.inventory.sbom;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads through JSON documents, taking little of them. */
final class JsonSkim {
  private JsonSkim() {}

  /** Takes one member of an object; the parser stands on its value. */
  interface Member {
    void take(String name) throws IOException;
  }

  /** Takes one item of an array; the parser stands on it. */
  interface Item {
    void take() throws IOException;
  }

  /**
   * Hands over the members of the object the parser stands on; passes over any other value. What
   * the taker leaves of a member is passed over too.
   */
  static void object(JsonParser json, Member taker) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      taker.take(name);
      json.skipChildren();
    }
  }

  /** Hands over the items of the array the parser stands on; passes over any other value. */
  static void array(JsonParser json, Item taker) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        return;
      }
      taker.take();
      json.skipChildren();
    }
  }

  /** The scalar the parser stands on as text; empty for null, objects and arrays. */
  static String text(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL
        ? json.getText()
        : "";
  }
}
