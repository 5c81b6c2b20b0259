package dev.plinth.inventory.language;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header fields at the start of a text: Python's core metadata (an RFC 822 header) and the main
 * section of a jar's manifest.
 *
 * <pre>
 * block    = *field (blank-line / end)
 * field    = name ":" value *(newline (SP / HTAB) more) newline
 * newline  = LF / CR LF
 * </pre>
 *
 * <p>Bytes are taken as UTF-8, wrong ones replaced. A line that is no field and continues none is
 * passed over, as mail readers do.
 */
final class HeaderFields {
  private static final int MAX_FIELDS = 20_000;
  private static final int MAX_VALUE = 64 << 10;

  /** How the lines of a folded value are joined. */
  enum Folding {
    /** RFC 822: the line break stays, white space around it goes. */
    MAIL,
    /** Jar manifest: exactly one space marks a continuation and nothing stands for the break. */
    MANIFEST
  }

  /** One field; the name in lower case, the value without white space around it. */
  record Field(String name, String value) {}

  private HeaderFields() {}

  /** The fields of the first block of these bytes, in order; a value is cut at 64 KiB. */
  static List<Field> parse(byte[] bytes, Folding folding) {
    List<Field> fields = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int at = 0;
    while (at < bytes.length && fields.size() < MAX_FIELDS) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int stop = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
      if (stop == at) {
        break;
      }
      boolean continuation = bytes[at] == ' ' || bytes[at] == '\t';
      if (!continuation) {
        flush(line, fields);
      } else if (folding == Folding.MAIL && line.size() > 0 && line.size() < MAX_VALUE) {
        line.write('\n');
      }
      int from = continuation ? at + 1 : at;
      if ((!continuation || line.size() > 0) && line.size() < MAX_VALUE) {
        line.write(bytes, from, Math.min(stop - from, MAX_VALUE - line.size()));
      }
      at = end + 1;
    }
    flush(line, fields);
    return fields;
  }

  private static void flush(ByteArrayOutputStream line, List<Field> fields) {
    if (line.size() == 0) {
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    int colon = text.indexOf(':');
    if (colon > 0) {
      String name = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      fields.add(new Field(name, text.substring(colon + 1).strip()));
    }
  }

  /** The value of the first field of that (lower-case) name, empty when there is none. */
  static String first(List<Field> fields, String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field.value();
      }
    }
    return "";
  }
}
