package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a RUN's {@code --mount} asks for: comma-separated fields (RFC 4180 quoting) of {@code
 * key=value} or {@code key} alone.
 *
 * @param flag the flag it was read from
 * @param fields in order
 */
public record Mount(Flag flag, List<Field> fields) {
  /**
   * A key with its value.
   *
   * @param key in lower case
   * @param value empty where there is none
   * @param valueSpan where the value stands; null where the flag is quoted in a way that hides it
   */
  public record Field(String key, String value, @Nullable Span valueSpan) {}

  /** Reads the flag's value. */
  public static Mount of(Flag flag) {
    List<Field> fields = new ArrayList<>();
    String value = flag.valueOrEmpty();
    @Nullable Span span = flag.valueSpan();
    boolean plain =
        span != null
            && flag.whole().line().raw(flag.whole().from(), flag.whole().to()).endsWith(value);
    // Offsets within the flag's text, which a continuation may interrupt.
    int first = flag.whole().to() - value.length();
    int at = 0;
    while (at <= value.length()) {
      StringBuilder text = new StringBuilder();
      int start = at;
      boolean quoted = at < value.length() && value.charAt(at) == '"';
      if (quoted) {
        at++;
        while (at < value.length()) {
          char c = value.charAt(at);
          if (c == '"') {
            if (at + 1 < value.length() && value.charAt(at + 1) == '"') {
              at++;
            } else {
              at++;
              break;
            }
          }
          text.append(c);
          at++;
        }
      }
      while (at < value.length() && value.charAt(at) != ',') {
        text.append(value.charAt(at++));
      }
      String field = text.toString();
      int equals = field.indexOf('=');
      String key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
      String content = equals < 0 ? "" : field.substring(equals + 1);
      @Nullable Span valueSpan =
          plain && !quoted && equals >= 0
              ? flag.whole().line().span(first + start + equals + 1, first + at)
              : null;
      fields.add(new Field(key, content, valueSpan));
      at++;
    }
    return new Mount(flag, List.copyOf(fields));
  }

  /** The first field with one of these keys, null where there is none. */
  public @Nullable Field field(String... keys) {
    for (Field field : fields) {
      for (String key : keys) {
        if (field.key().equals(key)) {
          return field;
        }
      }
    }
    return null;
  }

  private String value(String fallback, String... keys) {
    @Nullable Field field = field(keys);
    return field == null ? fallback : field.value();
  }

  /** {@code bind} unless it says otherwise. */
  public String type() {
    return value("bind", "type");
  }

  /** Where it appears; empty where it does not say. */
  public String target() {
    return value("", "target", "dst", "destination");
  }

  /** The stage, image or context it comes from; null where it names none. */
  public @Nullable Field from() {
    return field("from");
  }
}
