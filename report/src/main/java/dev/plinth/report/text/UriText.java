package dev.plinth.report.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Paths as relative references of RFC 3986. */
public final class UriText {
  /**
   * What may stand in a segment as it is, beside letters and digits; a colon would read as a
   * scheme.
   */
  private static final String PLAIN = "-._~!$&'()*+,;=@";

  private UriText() {}

  /**
   * A path as a relative reference: no leading slash, no empty segment and none that climbs, and
   * everything else percent-encoded as UTF-8. A lone surrogate that stands for a byte of a file
   * name that is not UTF-8 is that byte.
   */
  public static String relative(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : split(path)) {
      if (segment.equals("..")) {
        segments.add("__");
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(encoded(segment));
      }
    }
    return String.join("/", segments);
  }

  private static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      segments.add(path.substring(from, slash));
      from = slash + 1;
    }
    segments.add(path.substring(from));
    return segments;
  }

  private static String encoded(String segment) {
    StringBuilder out = new StringBuilder(segment.length() + 16);
    for (int i = 0; i < segment.length(); ) {
      int c = segment.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        out.append((char) c);
      } else if (c >= 0xDC80 && c <= 0xDCFF) {
        percent(out, c - 0xDC00);
      } else {
        for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          percent(out, each & 0xff);
        }
      }
    }
    return out.toString();
  }

  private static void percent(StringBuilder out, int value) {
    out.append('%')
        .append(Character.toUpperCase(Character.forDigit(value >> 4, 16)))
        .append(Character.toUpperCase(Character.forDigit(value & 15, 16)));
  }

  /** Whether it is an address of the web, which formats may show as a link. */
  public static boolean isWeb(String reference) {
    if (!reference.startsWith("https://") && !reference.startsWith("http://")) {
      return false;
    }
    for (int i = 0; i < reference.length(); i++) {
      char c = reference.charAt(i);
      if (c <= 0x20 || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}
