package dev.plinth.dockerfile;

import java.util.Arrays;

/**
 * Text as the builder joins it, each character of which still knows its byte in the file: without
 * continuation marks, the line ends behind them, and the comments and empty lines between. Where a
 * heredoc belongs to a shell's text, its lines follow. Immutable.
 */
public final class LogicalText implements CharSequence {
  private static final int[] NONE = {};

  private final SourceText source;

  /** The file itself where the text is one stretch of it, else a joined text; a part shares it. */
  private final String whole;

  /** Where in that it begins. */
  private final int base;

  private final int length;

  /**
   * Index in the joined text where each piece begins, and the offset in the file of that beginning;
   * none for the file itself.
   */
  private final int[] pieces;

  private final int[] offsets;

  private LogicalText(
      SourceText source, String whole, int base, int length, int[] pieces, int[] offsets) {
    this.source = source;
    this.whole = whole;
    this.base = base;
    this.length = length;
    this.pieces = pieces;
    this.offsets = offsets;
  }

  /** The text of one stretch as it stands. */
  public static LogicalText of(SourceText source, Span span) {
    return new LogicalText(source, source.raw(), span.start(), span.length(), NONE, NONE);
  }

  /** The file it comes from. */
  public SourceText source() {
    return source;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return whole.charAt(base + index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return raw(start, end);
  }

  /** All of it, one character for each byte. */
  public String raw() {
    return raw(0, length);
  }

  /** A part of it, one character for each byte. */
  public String raw(int from, int to) {
    return whole.substring(base + from, base + to);
  }

  /** What a part of it says, read as UTF-8. */
  public String text(int from, int to) {
    return SourceText.utf8(raw(from, to));
  }

  /** The offset in the file of the character at that index. */
  public int offset(int index) {
    if (pieces.length == 0) {
      return base + index;
    }
    int piece = piece(base + index);
    return offsets[piece] + base + index - pieces[piece];
  }

  /** The piece that an index of the joined text is in. */
  private int piece(int at) {
    int found = Arrays.binarySearch(pieces, at);
    return found >= 0 ? found : -found - 2;
  }

  /**
   * The stretch of the file from one index to another: where continuations lie between, they are in
   * it. Of an empty part, the place behind what comes before it.
   */
  public Span span(int from, int to) {
    if (from == to) {
      int at = from == 0 ? offset(from) : offset(from - 1) + 1;
      return new Span(at, at);
    }
    return new Span(offset(from), offset(to - 1) + 1);
  }

  /** True where no continuation lies between: what it says is what stands there. */
  public boolean contiguous(int from, int to) {
    return from == to || offset(to - 1) - offset(from) == to - 1 - from;
  }

  /** What it says. */
  @Override
  public String toString() {
    return SourceText.utf8(raw());
  }

  /** A part of it, as a text of its own. */
  public LogicalText part(int from, int to) {
    return new LogicalText(source, whole, base + from, to - from, pieces, offsets);
  }

  /** Puts a text together from stretches of one file. */
  public static final class Builder {
    private final SourceText source;
    private final StringBuilder text = new StringBuilder();
    private int[] pieces = new int[4];
    private int[] offsets = new int[4];
    private int count;

    /** Of that file. */
    public Builder(SourceText source) {
      this.source = source;
    }

    /** Goes on with the bytes from one offset to another. */
    public Builder add(int start, int end) {
      add(source.raw(), start, end, start);
      return this;
    }

    /** Goes on with all of another text of the same file. */
    public Builder add(LogicalText other) {
      return add(other, 0, other.length());
    }

    /** Goes on with a part of another text of the same file. */
    public Builder add(LogicalText other, int from, int to) {
      int at = from;
      int piece = other.pieces.length == 0 ? 0 : other.piece(other.base + from) + 1;
      do {
        int next = piece < other.pieces.length ? other.pieces[piece++] - other.base : to;
        int end = Math.min(to, next);
        add(other.whole, other.base + at, other.base + end, other.offset(at));
        at = end;
      } while (at < to);
      return this;
    }

    /** Goes on with a character that does not stand there as such, but comes of what stands at. */
    public Builder add(char decoded, int at) {
      add(String.valueOf(decoded), 0, 1, at);
      return this;
    }

    private void add(String from, int start, int end, int offset) {
      if (start < end || count == 0) {
        if (count > 0 && pieces[count - 1] == text.length()) {
          count--;
        }
        if (count == pieces.length) {
          pieces = Arrays.copyOf(pieces, count * 2);
          offsets = Arrays.copyOf(offsets, count * 2);
        }
        pieces[count] = text.length();
        offsets[count++] = offset;
        text.append(from, start, end);
      }
    }

    /** How many characters it has by now. */
    public int length() {
      return text.length();
    }

    /** The text. */
    public LogicalText build() {
      if (count == 0) {
        return of(source, new Span(0, 0));
      }
      if (count == 1 && source.raw().startsWith(text.toString(), offsets[0])) {
        return of(source, new Span(offsets[0], offsets[0] + text.length()));
      }
      return new LogicalText(
          source,
          text.toString(),
          0,
          text.length(),
          Arrays.copyOf(pieces, count),
          Arrays.copyOf(offsets, count));
    }
  }
}
