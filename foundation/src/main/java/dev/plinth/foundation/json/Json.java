package dev.plinth.foundation.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value (RFC 8259) in memory, for documents that are small by limit: manifests,
 * configurations, package.json. Large ones are read by the streaming parser directly.
 *
 * <p>The lenient accessors ({@link #get}, {@link #text}) return null where the value is absent or
 * of another kind: a reader of foreign documents says itself what it requires.
 */
public sealed interface Json {
  /** An object, its members in the order of the text. */
  record Obj(Map<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /** A string. */
  record Str(String value) implements Json {}

  /**
   * A number, exact.
   *
   * @param text as written; equal numbers that are written otherwise are different values
   */
  record Num(String text) implements Json {
    /** The number in its own way of writing. */
    public Num(BigDecimal value) {
      this(value.toString());
    }

    /** What it says. The first call in a process costs as much as reading many small documents. */
    public BigDecimal value() {
      return new BigDecimal(text);
    }

    private long integer(long fallback) {
      if (text.length() < 19) {
        int sign = text.charAt(0) == '-' ? 1 : 0;
        long number = 0;
        for (int i = sign; i < text.length(); i++) {
          int digit = text.charAt(i) - '0';
          if (digit < 0 || digit > 9) {
            return exactly(fallback);
          }
          number = number * 10 + digit;
        }
        return sign == 0 ? number : -number;
      }
      return exactly(fallback);
    }

    private long exactly(long fallback) {
      try {
        return value().longValueExact();
      } catch (ArithmeticException e) {
        return fallback;
      }
    }
  }

  /** true or false. */
  record Bool(boolean value) implements Json {}

  /** null. */
  record Null() implements Json {}

  /** The member of that name, or null when this is no object or has none. */
  default @Nullable Json get(String name) {
    return this instanceof Obj(Map<String, Json> members) ? members.get(name) : null;
  }

  /** The string member of that name, or null. */
  default @Nullable String text(String name) {
    return get(name) instanceof Str(String value) ? value : null;
  }

  /** The integral member of that name that fits a long, or the fallback. */
  default long integer(String name, long fallback) {
    return get(name) instanceof Num number ? number.integer(fallback) : fallback;
  }

  /** The boolean member of that name, or the fallback. */
  default boolean bool(String name, boolean fallback) {
    return get(name) instanceof Bool(boolean value) ? value : fallback;
  }

  /** The items of the array member of that name; empty when there is none. */
  default List<Json> items(String name) {
    return get(name) instanceof Arr(List<Json> items) ? items : List.of();
  }

  /** The strings of the array member of that name, other items passed over. */
  default List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Json item : items(name)) {
      if (item instanceof Str(String value)) {
        texts.add(value);
      }
    }
    return texts;
  }

  /** The members of the object member of that name; empty when there is none. */
  default Map<String, Json> members(String name) {
    return get(name) instanceof Obj(Map<String, Json> members) ? members : Map.of();
  }
}
