package dev.plinth.advisories.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A large JSON document, walked from member to member so that only one is in memory at a time. */
final class JsonStream {
  private final JsonParser parser;
  private final ValueReader values;

  private JsonStream(JsonParser parser, FeedLimits limits) {
    this.parser = parser;
    this.values = new ValueReader(parser, limits);
  }

  /** Reads a document. */
  interface Reading {
    void read(JsonStream json, JsonToken first) throws IOException, BadRecordException;
  }

  /** Takes a member, whose value's first token the stream stands at. */
  interface Member {
    void read(String name, JsonToken value) throws IOException, BadRecordException;
  }

  /** Takes an item of a list, at whose first token the stream stands. */
  interface Item {
    void read(JsonToken value) throws IOException, BadRecordException;
  }

  /**
   * Reads the one value of a document, and that nothing comes after it.
   *
   * @throws IOException where it is no JSON, or cut off
   */
  static void read(InputStream in, FeedLimits limits, Reading reading)
      throws IOException, BadRecordException {
    try (JsonParser parser = JsonReader.streaming().createParser(in)) {
      JsonStream stream = new JsonStream(parser, limits);
      reading.read(stream, stream.next());
      if (parser.nextToken() != null) {
        throw new IOException("there is something after the JSON value");
      }
    } catch (StreamReadException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IOException(
          "it is no JSON" + where + ": " + FeedErrors.shorten(JsonReader.reason(e)), e);
    }
  }

  /** Walks the members of the object at whose start the stream stands. */
  void members(Member each) throws IOException, BadRecordException {
    for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
      String name = parser.currentName();
      JsonToken value = next();
      each.read(name, value);
    }
  }

  /** Walks the items of the list at whose start the stream stands. */
  void items(Item each) throws IOException, BadRecordException {
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      each.read(token);
    }
  }

  /** Passes over the value at whose first token the stream stands. */
  void skip() throws IOException {
    parser.skipChildren();
    if (parser.currentToken() == null) {
      throw new EOFException("the JSON text is cut off");
    }
  }

  /**
   * The value at whose first token the stream stands, as a tree, always read to its end.
   *
   * @throws BadRecordException where it exceeds the limits on a record
   */
  Json record(JsonToken token) throws IOException, BadRecordException {
    startRecord();
    Json value = part(token);
    endRecord();
    return value;
  }

  /** From here on to {@link #endRecord} all {@link #part parts} are one record. */
  void startRecord() {
    values.startRecord();
  }

  /** The value at whose first token the stream stands; nothing where the record is too large. */
  Json part(JsonToken token) throws IOException {
    return values.value(token);
  }

  /**
   * The record is whole.
   *
   * @throws BadRecordException where it exceeded the limits
   */
  void endRecord() throws BadRecordException {
    if (!values.problem().isEmpty()) {
      throw new BadRecordException(values.problem());
    }
  }

  /** The text at which the stream stands, empty where it is none. */
  String text(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    skip();
    return "";
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new EOFException("the JSON text is cut off");
    }
    return token;
  }
}
