package dev.plinth.foundation.toml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Reads TOML 1.0.0 (toml.io) within limits: values nest at most 100 deep, and there are at most as
 * many of them as the caller allows.
 *
 * <pre>
 * document = { [ key "=" value | "[" key "]" | "[[" key "]]" ] [ "#" comment ] newline }
 * key      = part { "." part }          part  = bare | "…" | '…'      bare = letters digits - _
 * value    = string | integer | float | boolean | moment | "[" values "]" | "{" key "=" value … "}"
 * </pre>
 *
 * A table is defined once: by its header, by dotted keys, or in braces. A header may name a table
 * that so far only stood in the middle of other headers' keys; dotted keys may not reach into a
 * table that has a header; nothing may be added to what stands in braces or brackets.
 */
public final class TomlReader {
  private static final int MAX_DEPTH = 100;

  private final TomlText text;
  private final TomlStrings strings;
  private final int maxValues;
  private int values;

  private final Toml.Table root = new Toml.Table(new LinkedHashMap<>(), 1);
  private Toml.Table current = root;

  /** Tables with a header of their own or made by dotted keys: no header may name them again. */
  private final Set<Toml> defined = identitySet();

  /** Tables that dotted keys may not reach into: those with a header. */
  private final Set<Toml> headed = identitySet();

  /** Arrays and tables in brackets and braces: whole as they are written. */
  private final Set<Toml> closed = identitySet();

  private TomlReader(String text, int maxValues) {
    this.text = new TomlText(text);
    this.strings = new TomlStrings(this.text);
    this.maxValues = maxValues;
  }

  private static Set<Toml> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /**
   * The document in these bytes (UTF-8, a byte order mark allowed).
   *
   * @param maxValues how many values and tables it may have
   * @throws TomlSyntaxException where the bytes are not one TOML document within the limits
   */
  public static Toml.Table read(byte[] bytes, int maxValues) throws TomlSyntaxException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new TomlSyntaxException("it is not UTF-8", 0, 0);
    }
    TomlReader reader =
        new TomlReader(text.startsWith("\uFEFF") ? text.substring(1) : text, maxValues);
    reader.document();
    return reader.root;
  }

  private void document() throws TomlSyntaxException {
    text.blankLines();
    while (text.peek() != TomlText.END) {
      if (text.peek() == '[') {
        header();
      } else {
        member(current, 1);
      }
      text.blanks();
      text.comment();
      if (!text.newline() && text.peek() != TomlText.END) {
        throw text.error("something stands where the line should end");
      }
      text.blankLines();
    }
  }

  private void header() throws TomlSyntaxException {
    boolean array = text.peek(1) == '[';
    int line = text.line();
    text.skip(array ? 2 : 1);
    List<String> key = key();
    expect(array ? "]]" : "]");
    Toml.Table at = root;
    for (String part : key.subList(0, key.size() - 1)) {
      at = step(at, part, line);
    }
    current = array ? element(at, key.getLast(), line) : table(at, key.getLast(), line);
    defined.add(current);
    headed.add(current);
  }

  /** The table of that name on a header's way, the last one of an array of tables. */
  private Toml.Table step(Toml.Table at, String part, int line) throws TomlSyntaxException {
    Toml next = at.members().get(part);
    if (next == null) {
      next = fresh(line);
      at.members().put(part, next);
    }
    if (next instanceof Toml.Array array && !closed.contains(next)) {
      next = array.items().getLast();
    }
    if (next instanceof Toml.Table table && !closed.contains(next)) {
      return table;
    }
    throw text.error("the header names a table within \"" + part + "\", which is a value");
  }

  private Toml.Table table(Toml.Table at, String name, int line) throws TomlSyntaxException {
    Toml there = at.members().get(name);
    if (there == null) {
      Toml.Table made = fresh(line);
      at.members().put(name, made);
      return made;
    }
    if (there instanceof Toml.Table table && !closed.contains(there) && !defined.contains(there)) {
      return table;
    }
    throw text.error("\"" + name + "\" is defined twice");
  }

  private Toml.Table element(Toml.Table at, String name, int line) throws TomlSyntaxException {
    Toml there = at.members().get(name);
    if (there == null) {
      count();
      there = new Toml.Array(new ArrayList<>(), line);
      at.members().put(name, there);
    }
    if (!(there instanceof Toml.Array array) || closed.contains(there)) {
      throw text.error("\"" + name + "\" is defined twice");
    }
    Toml.Table made = fresh(line);
    array.items().add(made);
    return made;
  }

  private Toml.Table fresh(int line) throws TomlSyntaxException {
    count();
    return new Toml.Table(new LinkedHashMap<>(), line);
  }

  /** One {@code key = value} of that table. */
  private void member(Toml.Table table, int depth) throws TomlSyntaxException {
    int line = text.line();
    List<String> key = key();
    expect("=");
    text.blanks();
    Toml.Table at = table;
    for (String part : key.subList(0, key.size() - 1)) {
      Toml next = at.members().get(part);
      if (next == null) {
        next = fresh(line);
        at.members().put(part, next);
      }
      if (!(next instanceof Toml.Table inner) || headed.contains(next) || closed.contains(next)) {
        throw text.error("\"" + part + "\" is defined elsewhere, nothing can be added to it here");
      }
      defined.add(next);
      at = inner;
    }
    Toml value = value(depth + key.size() - 1);
    if (at.members().putIfAbsent(key.getLast(), value) != null) {
      throw text.error("\"" + key.getLast() + "\" is defined twice");
    }
  }

  private List<String> key() throws TomlSyntaxException {
    List<String> parts = new ArrayList<>(2);
    while (true) {
      text.blanks();
      parts.add(part());
      if (parts.size() > MAX_DEPTH) {
        throw text.error("a key has more than " + MAX_DEPTH + " parts");
      }
      text.blanks();
      if (text.peek() != '.') {
        return parts;
      }
      text.skip(1);
    }
  }

  private String part() throws TomlSyntaxException {
    int c = text.peek();
    if (c == '"' || c == '\'') {
      return strings.line((char) c);
    }
    int from = text.at();
    while (bare(text.peek())) {
      text.skip(1);
    }
    if (text.at() == from) {
      throw text.error("a key was expected");
    }
    return text.since(from);
  }

  private static boolean bare(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private void expect(String what) throws TomlSyntaxException {
    if (!text.startsWith(what)) {
      throw text.error("\"" + what + "\" was expected");
    }
    text.skip(what.length());
  }

  private void count() throws TomlSyntaxException {
    if (++values > maxValues) {
      throw text.error("there are more than " + maxValues + " values");
    }
  }

  private Toml value(int depth) throws TomlSyntaxException {
    if (depth > MAX_DEPTH) {
      throw text.error("values nest deeper than " + MAX_DEPTH);
    }
    count();
    int line = text.line();
    switch (text.peek()) {
      case '"', '\'' -> {
        return new Toml.Text(strings.value(), line);
      }
      case '[' -> {
        return array(depth, line);
      }
      case '{' -> {
        return inline(depth, line);
      }
      default -> {}
    }
    int from = text.at();
    plain();
    // A blank may stand between a date and a time.
    if (text.at() - from == 10 && text.peek() == ' ' && digit(text.peek(1))) {
      text.skip(1);
      plain();
    }
    Toml value = TomlNumbers.value(text.since(from), line);
    if (value == null) {
      throw text.error(text.at() == from ? "a value was expected" : "a value is of no known form");
    }
    return value;
  }

  private void plain() {
    while (bare(text.peek()) || text.peek() == '+' || text.peek() == '.' || text.peek() == ':') {
      text.skip(1);
    }
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private Toml array(int depth, int line) throws TomlSyntaxException {
    Toml.Array array = new Toml.Array(new ArrayList<>(), line);
    closed.add(array);
    text.skip(1);
    text.blankLines();
    while (text.peek() != ']') {
      array.items().add(value(depth + 1));
      text.blankLines();
      if (text.peek() == ',') {
        text.skip(1);
        text.blankLines();
      } else if (text.peek() != ']') {
        throw text.error("a comma or the array's end was expected");
      }
    }
    text.skip(1);
    return array;
  }

  private Toml inline(int depth, int line) throws TomlSyntaxException {
    Toml.Table table = new Toml.Table(new LinkedHashMap<>(), line);
    text.skip(1);
    text.blanks();
    if (text.peek() != '}') {
      member(table, depth + 1);
      text.blanks();
      while (text.peek() == ',') {
        text.skip(1);
        text.blanks();
        member(table, depth + 1);
        text.blanks();
      }
    }
    expect("}");
    close(table);
    return table;
  }

  /** Tables that its dotted keys made are whole with it. */
  private void close(Toml.Table table) {
    closed.add(table);
    for (Toml member : table.members().values()) {
      if (member instanceof Toml.Table inner && !closed.contains(inner)) {
        close(inner);
      }
    }
  }
}
