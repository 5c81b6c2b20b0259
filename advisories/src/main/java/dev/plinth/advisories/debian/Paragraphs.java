package dev.plinth.advisories.debian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paragraphs of an index ({@code Sources}, {@code Packages}; deb822(5)), one at a time, of each
 * only the first lines of the fields asked for.
 *
 * <pre>
 * index     := paragraph (LF+ paragraph)*
 * paragraph := (name ":" value LF (" " continuation LF)*)+
 * </pre>
 */
final class Paragraphs {
  private static final int MAX_LINE = 1 << 20;
  private static final int MAX_VALUE = 4_096;

  private final InputStream in;
  private final Set<String> wanted;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private byte[] line = new byte[256];

  Paragraphs(InputStream in, Set<String> wanted) {
    this.in = in;
    this.wanted = wanted;
  }

  /** The next paragraph's fields, null at the end. */
  @Nullable Map<String, String> next() throws IOException {
    Map<String, String> fields = new HashMap<>();
    boolean any = false;
    while (true) {
      int length = line();
      if (length < 0) {
        return any ? fields : null;
      }
      if (length == 0) {
        if (any) {
          return fields;
        }
        continue;
      }
      any = true;
      if (line[0] == ' ' || line[0] == '\t') {
        continue;
      }
      int colon = 0;
      while (colon < length && line[colon] != ':') {
        colon++;
      }
      String name = new String(line, 0, Math.min(colon, 100), StandardCharsets.ISO_8859_1);
      if (colon < length && wanted.contains(name) && length - colon <= MAX_VALUE) {
        fields.put(
            name, new String(line, colon + 1, length - colon - 1, StandardCharsets.UTF_8).strip());
      }
    }
  }

  /** Reads a line without its end into {@link #line}; -1 at the end of the file. */
  private int line() throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      if (at == end) {
        end = Math.max(in.read(buffer, 0, buffer.length), 0);
        at = 0;
        if (end == 0) {
          return any ? length : -1;
        }
      }
      any = true;
      byte b = buffer[at++];
      if (b == '\n') {
        return length;
      }
      if (length == line.length) {
        if (length >= MAX_LINE) {
          throw new DamagedArchiveException("an index has a line longer than " + MAX_LINE);
        }
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = b;
    }
  }
}
