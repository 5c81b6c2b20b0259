package dev.plinth.dockerfile;

import dev.plinth.findings.Location;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file's bytes, addressed by offset, line and column. Immutable. */
public final class SourceText {
  /** The text, one character for each byte. */
  private final String bytes;

  /** Offset of the first byte of each line. */
  private final int[] lineStarts;

  /** Made when the first column is asked for; two threads may make the same twice. */
  private @Nullable Characters characters;

  private SourceText(String bytes) {
    this.bytes = bytes;
    this.lineStarts = lineStarts(bytes);
  }

  /** Of these bytes. */
  public static SourceText of(byte[] bytes) {
    return new SourceText(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** Of this text in UTF-8. */
  public static SourceText of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int[] lineStarts(String bytes) {
    int[] starts = new int[16];
    int count = 1;
    for (int at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = at + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  /** How many bytes. */
  public int length() {
    return bytes.length();
  }

  /** The byte at that offset, 0 to 255. */
  public char at(int offset) {
    return bytes.charAt(offset);
  }

  /** All bytes, one character each. */
  public String raw() {
    return bytes;
  }

  /** The bytes of a stretch, one character each. */
  public String raw(Span span) {
    return bytes.substring(span.start(), span.end());
  }

  /** What a stretch says: its bytes read as UTF-8, what is none as U+FFFD. */
  public String text(Span span) {
    return utf8(raw(span));
  }

  /** All bytes, as they were given. */
  public byte[] toBytes() {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How many lines: one more than there are line feeds. */
  public int lines() {
    return lineStarts.length;
  }

  /** The line of that offset, from 1. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /**
   * The column of that offset, from 1, counted in Unicode code points; a byte that is no part of
   * UTF-8 counts as one.
   */
  public int column(int offset) {
    int start = lineStarts[line(offset) - 1];
    Characters known = characters;
    if (known == null) {
      characters = known = Characters.of(bytes);
    }
    return known.before(offset) - known.before(start) + 1;
  }

  /** The stretch of that line, from 1, without its line feed and the carriage returns before it. */
  public Span lineSpan(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : bytes.length();
    while (end > start && bytes.charAt(end - 1) == '\r') {
      end--;
    }
    return new Span(start, end);
  }

  /** The place of a stretch, for a finding about the file of that name. */
  public Location.InFile location(String file, Span span) {
    return new Location.InFile(
        file,
        line(span.start()),
        column(span.start()),
        line(span.end()),
        column(span.end()),
        span.start(),
        span.end());
  }

  /** Bytes kept one character each, read as UTF-8. */
  public static String utf8(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) >= 0x80) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }
    return raw;
  }

  /** A text as its UTF-8 bytes, kept one character each. */
  public static String raw(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }
}
