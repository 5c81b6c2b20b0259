package dev.plinth.inventory.sbom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package URL taken apart (package-url specification, ECMA-427), its parts decoded but otherwise
 * as written: other tools' SBOMs seldom follow each type's rules of letter case.
 *
 * <pre>
 * purl := "pkg:" type "/" { namespace "/" } name [ "@" version ] [ "?" key "=" value { "&amp;" … } ]
 *         [ "#" subpath ]
 * </pre>
 *
 * @param type in lower case
 * @param namespace empty when there is none
 * @param version empty when there is none
 * @param qualifiers by key in lower case
 */
public record PackageUrl(
    String type, String namespace, String name, String version, Map<String, String> qualifiers) {
  private static final int MAX_LENGTH = 16 << 10;

  /** The parts, null when the text is no package URL. */
  public static @Nullable PackageUrl parse(String text) {
    if (text.length() > MAX_LENGTH || !text.regionMatches(true, 0, "pkg:", 0, 4)) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return null;
      }
    }
    int end = text.indexOf('#');
    end = end < 0 ? text.length() : end;
    int question = text.indexOf('?');
    int pathEnd = question < 0 || question > end ? end : question;
    int start = 4;
    while (start < pathEnd && text.charAt(start) == '/') {
      start++;
    }
    int slash = text.indexOf('/', start);
    if (slash <= start || slash >= pathEnd) {
      return null;
    }
    String type = text.substring(start, slash).toLowerCase(Locale.ROOT);
    String path = text.substring(slash + 1, pathEnd);
    int at = path.lastIndexOf('@');
    int last = path.lastIndexOf('/');
    String version = "";
    if (at > last + 1) {
      version = decode(path.substring(at + 1));
      path = path.substring(0, at);
    }
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    last = path.lastIndexOf('/');
    String name = decode(path.substring(last + 1));
    if (name.isEmpty()) {
      return null;
    }
    String namespace = last < 0 ? "" : namespace(path.substring(0, last));
    Map<String, String> qualifiers =
        question < 0 || question > end ? Map.of() : qualifiers(text.substring(question + 1, end));
    return new PackageUrl(type, namespace, name, version, qualifiers);
  }

  private static String namespace(String encoded) {
    StringBuilder out = new StringBuilder();
    int start = 0;
    while (start <= encoded.length()) {
      int slash = encoded.indexOf('/', start);
      int end = slash < 0 ? encoded.length() : slash;
      if (end > start) {
        if (!out.isEmpty()) {
          out.append('/');
        }
        out.append(decode(encoded.substring(start, end)));
      }
      start = end + 1;
    }
    return out.toString();
  }

  private static Map<String, String> qualifiers(String encoded) {
    Map<String, String> qualifiers = new LinkedHashMap<>();
    int start = 0;
    while (start < encoded.length()) {
      int and = encoded.indexOf('&', start);
      int end = and < 0 ? encoded.length() : and;
      int equals = encoded.indexOf('=', start);
      if (equals > start && equals < end - 1) {
        qualifiers.put(
            encoded.substring(start, equals).toLowerCase(Locale.ROOT),
            decode(encoded.substring(equals + 1, end)));
      }
      start = end + 1;
    }
    return qualifiers;
  }

  /** Percent-encoded UTF-8; a percent sign without two digits stands for itself. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int start = 0;
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high >= 0 && low >= 0) {
        out.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
        out.write(high << 4 | low);
        start = i + 3;
        i += 2;
      }
    }
    out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
