package dev.plinth.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Header fields by name, whatever the case; immutable. */
public final class HttpHeaders {
  private static final HttpHeaders NONE =
      new HttpHeaders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

  private final Map<String, List<String>> fields;

  private HttpHeaders(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /** No fields. */
  public static HttpHeaders none() {
    return NONE;
  }

  /** These fields, the values of each in their order. */
  public static HttpHeaders of(Map<String, List<String>> fields) {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, List<String>> field : fields.entrySet()) {
      copy.computeIfAbsent(field.getKey(), _ -> new ArrayList<>()).addAll(field.getValue());
    }
    return new HttpHeaders(copy);
  }

  /** The same with this value as the field's only one. */
  public HttpHeaders with(String name, String value) {
    Map<String, List<String>> copy = copy();
    copy.put(name, List.of(value));
    return new HttpHeaders(copy);
  }

  /** The same without that field. */
  public HttpHeaders without(String name) {
    Map<String, List<String>> copy = copy();
    copy.remove(name);
    return new HttpHeaders(copy);
  }

  private Map<String, List<String>> copy() {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(fields);
    return copy;
  }

  /** The field's first value, empty where absent. */
  public String first(String name) {
    List<String> values = fields.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  /** All values of the field, in their order. */
  public List<String> all(String name) {
    List<String> values = fields.get(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  /** The field's value as a number that is not negative; -1 where absent or none. */
  public long number(String name) {
    return parse(first(name).strip());
  }

  static long parse(@Nullable String digits) {
    if (digits == null || digits.isEmpty() || digits.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** The names, in alphabetical order. */
  public List<String> names() {
    return List.copyOf(fields.keySet());
  }

  /** The names and how many values each has; values may be secrets. */
  @Override
  public String toString() {
    return "HttpHeaders" + fields.keySet();
  }
}
