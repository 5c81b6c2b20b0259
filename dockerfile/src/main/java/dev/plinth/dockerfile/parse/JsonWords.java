package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The exec form: an array of strings (RFC 8259) that is the whole of the text. Anything that is not
 * JSON is the shell form, silently; JSON of another shape is an error.
 *
 * @param outcome what the text is
 * @param words the strings; none unless it is an array of strings
 */
record JsonWords(Outcome outcome, List<Word> words) {
  enum Outcome {
    /** An array of strings. */
    STRINGS,
    /** An array with something else in it. */
    OTHER,
    /** No JSON array. */
    NONE
  }

  private static final JsonWords NONE = new JsonWords(Outcome.NONE, List.of());

  /** Of the text between. */
  static JsonWords of(LogicalText text, int from, int to) {
    int at = Space.skip(text, from, to);
    int end = Space.trimEnd(text, at, to);
    if (at >= end || text.charAt(at) != '[') {
      return NONE;
    }
    List<Word> words = new ArrayList<>();
    at = space(text, at + 1, end);
    if (at < end && text.charAt(at) == ']') {
      return at + 1 == end ? new JsonWords(Outcome.STRINGS, words) : NONE;
    }
    while (at < end) {
      if (text.charAt(at) != '"') {
        return other(text, from, to);
      }
      int close = string(text, at, end, words);
      if (close < 0) {
        return NONE;
      }
      at = space(text, close, end);
      if (at >= end) {
        return NONE;
      }
      char c = text.charAt(at);
      if (c == ']') {
        return at + 1 == end ? new JsonWords(Outcome.STRINGS, words) : NONE;
      }
      if (c != ',') {
        return NONE;
      }
      at = space(text, at + 1, end);
    }
    return NONE;
  }

  private static JsonWords other(LogicalText text, int from, int to) {
    try {
      Json json = JsonReader.read(text.raw(from, to).strip().getBytes(StandardCharsets.ISO_8859_1));
      return json instanceof Json.Arr ? new JsonWords(Outcome.OTHER, List.of()) : NONE;
    } catch (JsonSyntaxException e) {
      return NONE;
    }
  }

  private static int space(LogicalText text, int from, int end) {
    int at = from;
    while (at < end
        && (text.charAt(at) == ' '
            || text.charAt(at) == '\t'
            || text.charAt(at) == '\r'
            || text.charAt(at) == '\n')) {
      at++;
    }
    return at;
  }

  /** Reads the string that begins there; the index behind it, -1 where it is none. */
  private static int string(LogicalText text, int open, int end, List<Word> words) {
    StringBuilder value = new StringBuilder();
    int at = open + 1;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '"') {
        words.add(new Word(text, open, at + 1, value.toString()));
        return at + 1;
      }
      if (c < 0x20) {
        return -1;
      }
      if (c != '\\') {
        value.append(c);
        at++;
        continue;
      }
      if (at + 1 >= end) {
        return -1;
      }
      char kind = text.charAt(at + 1);
      at += 2;
      switch (kind) {
        case '"', '\\', '/' -> value.append(kind);
        case 'b' -> value.append('\b');
        case 'f' -> value.append('\f');
        case 'n' -> value.append('\n');
        case 'r' -> value.append('\r');
        case 't' -> value.append('\t');
        case 'u' -> {
          int unit = hex(text, at, end);
          if (unit < 0) {
            return -1;
          }
          at += 4;
          int second =
              Character.isHighSurrogate((char) unit)
                      && at + 1 < end
                      && text.charAt(at) == '\\'
                      && text.charAt(at + 1) == 'u'
                  ? hex(text, at + 2, end)
                  : -1;
          String decoded;
          if (second >= 0 && Character.isLowSurrogate((char) second)) {
            at += 6;
            decoded = new String(new char[] {(char) unit, (char) second});
          } else {
            decoded = Character.isSurrogate((char) unit) ? "\ufffd" : String.valueOf((char) unit);
          }
          value.append(SourceText.raw(decoded));
        }
        default -> {
          return -1;
        }
      }
    }
    return -1;
  }

  private static int hex(LogicalText text, int from, int end) {
    if (from + 4 > end) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
