package dev.plinth.foundation.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A TOML value in memory, with the line where it starts (a table: where its header, its first
 * dotted key or its brace stands).
 *
 * <p>The lenient accessors ({@link #get}, {@link #text}) return null where the value is absent or
 * of another kind: a reader of foreign documents says itself what it requires.
 */
public sealed interface Toml {
  /** 1-based. */
  int line();

  /** A table of any writing, its members in the order of the text; the document is one. */
  record Table(Map<String, Toml> members, int line) implements Toml {}

  /** An array, or an array of tables. */
  record Array(List<Toml> items, int line) implements Toml {}

  /** A string. */
  record Text(String value, int line) implements Toml {}

  /** An integer. */
  record Whole(long value, int line) implements Toml {}

  /** A float, infinities and not-a-number among them. */
  record Real(double value, int line) implements Toml {}

  /** true or false. */
  record Truth(boolean value, int line) implements Toml {}

  /** A date, a time or both, of a form and value that can be, as written. */
  record Moment(String text, int line) implements Toml {}

  /** The member of that name, or null when this is no table or has none. */
  default @Nullable Toml get(String name) {
    return this instanceof Table table ? table.members().get(name) : null;
  }

  /** The string member of that name, or null. */
  default @Nullable String text(String name) {
    return get(name) instanceof Text text ? text.value() : null;
  }

  /** The boolean member of that name, or the fallback. */
  default boolean bool(String name, boolean fallback) {
    return get(name) instanceof Truth truth ? truth.value() : fallback;
  }

  /** The items of the array member of that name; empty when there is none. */
  default List<Toml> items(String name) {
    return get(name) instanceof Array array ? array.items() : List.of();
  }

  /** The strings of the array member of that name, other items passed over. */
  default List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Toml item : items(name)) {
      if (item instanceof Text text) {
        texts.add(text.value());
      }
    }
    return texts;
  }

  /** The members of the table member of that name; empty when there is none. */
  default Map<String, Toml> members(String name) {
    return get(name) instanceof Table table ? table.members() : Map.of();
  }
}
