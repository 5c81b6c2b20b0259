package dev.plinth.foundation.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value from bytes in memory: the grammar of RFC 8259 and nothing beyond it, in
 * UTF-8 without malformed, overlong or surrogate sequences (RFC 3629). Escaped surrogates without a
 * partner are taken as they are, since the grammar allows them.
 *
 * <pre>
 * value  := object | array | string | number | "true" | "false" | "null"
 * number := "-"? ("0" | [1-9] [0-9]*) ("." [0-9]+)? ([eE] [+-]? [0-9]+)?
 * string := '"' (any but '"', '\' and below U+0020 | '\' ["\/bfnrt] | "\\u" 4 hex)* '"'
 * </pre>
 *
 * Every scan reads a few small documents, and the streaming library's parser costs a new process 15
 * to 60 ms before its first token: it makes numbers of {@link BigDecimal}, whose tables the JDK
 * computes when the class is first touched (docs/adr/0004).
 */
final class JsonText {
  static final int MAX_DEPTH = 100;
  static final int MAX_NAME = 50_000;
  static final int MAX_STRING = 16 << 20;
  static final int MAX_NUMBER = 1_000;

  private final byte[] bytes;
  private int at;
  private int depth;

  private JsonText(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /** The value that stands from there to the end. */
  static Json read(byte[] bytes, int from) throws JsonSyntaxException {
    JsonText text = new JsonText(bytes, from);
    text.space();
    if (text.at == bytes.length) {
      throw text.error("there is no value");
    }
    Json value = text.value();
    text.space();
    if (text.at != bytes.length) {
      throw text.error("there is something after the value");
    }
    return value;
  }

  private Json value() throws JsonSyntaxException {
    int c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> {
        at++;
        yield new Json.Str(string(MAX_STRING, "a string"));
      }
      case 't' -> {
        word("true");
        yield new Json.Bool(true);
      }
      case 'f' -> {
        word("false");
        yield new Json.Bool(false);
      }
      case 'n' -> {
        word("null");
        yield new Json.Null();
      }
      default -> {
        if (c == '-' || digit(c)) {
          yield number();
        }
        throw error(c < 0 ? "it ends where a value was expected" : "a value was expected");
      }
    };
  }

  private Json object() throws JsonSyntaxException {
    enter();
    Map<String, Json> members = new LinkedHashMap<>();
    space();
    if (peek() == '}') {
      at++;
    } else {
      do {
        space();
        if (peek() != '"') {
          throw error(peek() < 0 ? "an object does not end" : "a member's name was expected");
        }
        int start = at++;
        String name = string(MAX_NAME, "a name");
        space();
        if (peek() != ':') {
          throw error("a colon was expected after a member's name");
        }
        at++;
        space();
        if (members.putIfAbsent(name, value()) != null) {
          at = start;
          throw error("a member's name stands twice in an object");
        }
      } while (another('}', "an object"));
    }
    depth--;
    return new Json.Obj(members);
  }

  private Json array() throws JsonSyntaxException {
    enter();
    List<Json> items = new ArrayList<>();
    space();
    if (peek() == ']') {
      at++;
    } else {
      do {
        space();
        items.add(value());
      } while (another(']', "an array"));
    }
    depth--;
    return new Json.Arr(items);
  }

  private void enter() throws JsonSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw error("it is nested deeper than " + MAX_DEPTH + " levels");
    }
    at++;
  }

  /** True after a comma, false after the end. */
  private boolean another(char end, String what) throws JsonSyntaxException {
    space();
    int c = peek();
    if (c != ',' && c != end) {
      throw error(c < 0 ? what + " does not end" : "a comma or " + end + " was expected");
    }
    at++;
    return c == ',';
  }

  private void word(String word) throws JsonSyntaxException {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
        throw error("a value was expected");
      }
    }
    at += word.length();
  }

  private Json number() throws JsonSyntaxException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
      if (digit(peek())) {
        throw error("a number starts with a zero");
      }
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    boolean exponent = peek() == 'e' || peek() == 'E';
    if (exponent) {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    if (at - start > MAX_NUMBER) {
      throw error("a number is longer than " + MAX_NUMBER + " characters");
    }
    String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    if (exponent) {
      try {
        return new Json.Num(new BigDecimal(text));
      } catch (NumberFormatException e) {
        // The grammar has no bounds for exponents, BigDecimal has.
        throw error("a number is out of range");
      }
    }
    return new Json.Num(text);
  }

  private void digits() throws JsonSyntaxException {
    if (!digit(peek())) {
      throw error("a digit was expected");
    }
    while (digit(peek())) {
      at++;
    }
  }

  /** What stands between here, after the opening quote, and the closing one. */
  private String string(int limit, String what) throws JsonSyntaxException {
    int start = at;
    // Most strings are ASCII without escapes.
    while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    if (at - start > limit) {
      throw error(what + " is longer than " + limit + " characters");
    }
    String plain = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    if (peek() == '"') {
      at++;
      return plain;
    }
    StringBuilder text = new StringBuilder(plain);
    for (int c = peek(); c != '"'; c = peek()) {
      if (c < 0) {
        throw error("a string does not end");
      } else if (c < ' ') {
        throw error("a control character stands in a string");
      } else if (c == '\\') {
        at++;
        text.append(escaped());
      } else if (c < 0x80) {
        text.append((char) c);
        at++;
      } else {
        text.appendCodePoint(utf8(c));
      }
      if (text.length() > limit) {
        throw error(what + " is longer than " + limit + " characters");
      }
    }
    at++;
    return text.toString();
  }

  private char escaped() throws JsonSyntaxException {
    int c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          int digit = peek() < 0 ? -1 : Character.digit(peek(), 16);
          if (digit < 0 || peek() > 'f') {
            throw error("four hexadecimal digits were expected");
          }
          unit = unit << 4 | digit;
          at++;
        }
        yield (char) unit;
      }
      default -> {
        at--;
        throw error("an unknown escape stands in a string");
      }
    };
  }

  private int utf8(int first) throws JsonSyntaxException {
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    int point = first & (0xFF >> (length + 1));
    boolean whole = first >= 0xC2 && first <= 0xF4 && at + length <= bytes.length;
    for (int i = 1; whole && i < length; i++) {
      int trail = bytes[at + i] & 0xFF;
      whole = (trail & 0xC0) == 0x80;
      point = point << 6 | (trail & 0x3F);
    }
    boolean shortest = length == 2 || (length == 3 ? point >= 0x800 : point >= 0x10000);
    if (!whole || !shortest || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
      throw error("a string is not UTF-8");
    }
    at += length;
    return point;
  }

  private void space() {
    while (at < bytes.length) {
      byte c = bytes[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  /** The byte that is next, -1 at the end. */
  private int peek() {
    return at < bytes.length ? bytes[at] & 0xFF : -1;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /** At the line and column (in characters) where reading stands. */
  private JsonSyntaxException error(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, bytes.length); i++) {
      if (bytes[i] == '\n') {
        line++;
        column = 1;
      } else if ((bytes[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return new JsonSyntaxException(what, line, column);
  }
}
