package dev.plinth.report.text;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Members of JSON objects, those that are not known left out. */
public final class JsonMembers {
  private final JsonGenerator json;
  private final boolean shown;

  /** For programs: texts stay what they are, but for what is no Unicode. */
  public JsonMembers(JsonGenerator json) {
    this(json, false);
  }

  /**
   * @param shown true where another program will show the texts to people as they are, so that they
   *     are made safe here
   */
  public JsonMembers(JsonGenerator json, boolean shown) {
    this.json = json;
    this.shown = shown;
  }

  /**
   * Begins a document of ours.
   *
   * @param schema of what shape it is
   * @param version of Plinth
   */
  public void begin(int schema, String version) throws IOException {
    open();
    number("schema", schema);
    open("tool");
    text("name", "plinth");
    text("version", version);
    close();
  }

  public void open() throws IOException {
    json.writeStartObject();
  }

  public void open(String name) throws IOException {
    json.writeObjectFieldStart(name);
  }

  public void close() throws IOException {
    json.writeEndObject();
  }

  public void openList(String name) throws IOException {
    json.writeArrayFieldStart(name);
  }

  public void closeList() throws IOException {
    json.writeEndArray();
  }

  public void name(String name) throws IOException {
    json.writeFieldName(name);
  }

  public void text(String name, String text) throws IOException {
    json.writeStringField(wellFormed(name), clean(text));
  }

  /** A text of ours that may have several lines, whose parts were made safe before. */
  public void markup(String name, String text) throws IOException {
    json.writeStringField(name, wellFormed(text));
  }

  private String clean(String text) {
    return shown ? SafeText.of(text) : wellFormed(text);
  }

  /** Unless it is empty or null. */
  public void known(String name, @Nullable String text) throws IOException {
    if (text != null && !text.isEmpty()) {
      text(name, text);
    }
  }

  public void number(String name, long number) throws IOException {
    json.writeNumberField(wellFormed(name), number);
  }

  /** Unless it is negative. */
  public void known(String name, long number) throws IOException {
    if (number >= 0) {
      number(name, number);
    }
  }

  /** Unless it is negative or no number. */
  public void known(String name, double number) throws IOException {
    if (number >= 0 && number < Double.POSITIVE_INFINITY) {
      json.writeNumberField(name, number);
    }
  }

  public void bool(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }

  public void texts(String name, Collection<String> texts) throws IOException {
    openList(name);
    for (String text : texts) {
      json.writeString(clean(text));
    }
    closeList();
  }

  /**
   * The text with unpaired surrogates written as {@code \xNN} (those that stand for a byte of a
   * file name that is not UTF-8) or as the replacement character: many parsers refuse them.
   */
  public static String wellFormed(String text) {
    int plain = 0;
    int length = text.length();
    while (plain < length && text.charAt(plain) < Character.MIN_SURROGATE) {
      plain++;
    }
    StringBuilder out = null;
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair || !Character.isSurrogate(c)) {
        if (out != null) {
          out.append(c);
        }
        if (pair) {
          i++;
          if (out != null) {
            out.append(text.charAt(i));
          }
        }
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (c >= 0xDC80 && c <= 0xDCFF) {
        out.append("\\x")
            .append(Character.forDigit((c >> 4) & 15, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append('\ufffd');
      }
    }
    return out == null ? text : out.toString();
  }
}
