package dev.plinth.advisories.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A table read line by line: UTF-8, lines end in LF or CRLF. */
final class TableLines {
  private static final int MAX_LINE = 8192;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long lineNumber;

  TableLines(InputStream in) {
    this.in = in;
  }

  /** What to call the line read last. */
  String place() {
    return "line " + lineNumber;
  }

  /** A number, of at most 24 characters. */
  static double number(String text) throws BadRecordException {
    if (text.length() <= 24) {
      try {
        double value = Double.parseDouble(text);
        if (!Double.isNaN(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told below
      }
    }
    throw new BadRecordException("it has no number where one belongs: " + text);
  }

  /** The next line without its end, null at the table's end. */
  @Nullable String next() throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    boolean any = false;
    while (true) {
      if (at == end) {
        end = in.read(buffer, 0, buffer.length);
        at = 0;
        if (end <= 0) {
          end = 0;
          break;
        }
      }
      any = true;
      byte b = buffer[at++];
      if (b == '\n') {
        break;
      }
      if (length >= MAX_LINE) {
        throw new FeedLimitException("line " + (lineNumber + 1) + " is longer than " + MAX_LINE);
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = b;
    }
    if (!any) {
      return null;
    }
    lineNumber++;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }
}
