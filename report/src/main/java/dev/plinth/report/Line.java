package dev.plinth.report;

import dev.plinth.report.text.Style;
import dev.plinth.report.text.TextWidth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line being filled with styled words; where it gets too long it goes on in the next, between
 * words, or within a word that is longer than a whole line.
 */
public final class Line {
  /** Columns that must be left for a word longer than a line to begin on it. */
  private static final int BREAK_AFTER = 8;

  private final Page page;
  private final int indent;
  private final List<Word> words = new ArrayList<>();
  private int hang;
  private int gap;
  private int column = -1;

  /**
   * @param gap spaces before it, none at the beginning of a line
   * @param column where it begins at least, -1 for wherever it comes
   * @param whole never broken, even when longer than the line
   */
  private record Word(String text, Style style, int gap, int column, boolean whole) {}

  Line(Page page, int indent) {
    this.page = page;
    this.indent = indent;
    this.hang = indent;
  }

  /** Where continuations begin. */
  public Line hang(int columns) {
    hang = Math.min(columns, page.width() * 2 / 3);
    return this;
  }

  /** The next word begins at this column, two spaces after what is there at least. */
  public Line at(int next) {
    column = next;
    gap = words.isEmpty() ? 0 : 2;
    return this;
  }

  /** So many spaces before the next word. */
  public Line space(int columns) {
    gap = columns;
    return this;
  }

  public Line add(String text) {
    return add(text, Style.PLAIN);
  }

  /** Words of one style, in addition to what is there; spaces between them count as one. */
  public Line add(String text, Style style) {
    String shown = page.shown(text);
    int from = 0;
    while (from < shown.length()) {
      int space = shown.indexOf(' ', from);
      int end = space < 0 ? shown.length() : space;
      if (end > from) {
        put(shown.substring(from, end), style, false);
      }
      if (space >= 0) {
        gap = Math.max(gap, 1);
      }
      from = end + 1;
    }
    return this;
  }

  /** A text never broken, such as a web address. */
  public Line whole(String text, Style style) {
    put(page.shown(text), style, true);
    return this;
  }

  private void put(String text, Style style, boolean whole) {
    words.add(new Word(text, style, gap, column, whole));
    gap = 0;
    column = -1;
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Columns that it takes if it is not broken. */
  public int length() {
    int at = indent;
    for (Word word : words) {
      at = Math.max(at + (at == indent ? 0 : word.gap), word.column) + TextWidth.of(word.text);
    }
    return at;
  }

  /** Prints it. */
  public void end() throws IOException {
    StringBuilder out = new StringBuilder(" ".repeat(indent));
    Style style = Style.PLAIN;
    int at = indent;
    int start = indent;
    for (Word word : words) {
      int length = TextWidth.of(word.text);
      int begin = Math.max(at == start ? at : at + word.gap, word.column);
      boolean tooLong = hang + length > page.width();
      if (begin + length > page.width()
          && at > start
          && !(tooLong && (word.whole || page.width() - begin >= BREAK_AFTER))) {
        style = newLine(out, style);
        start = hang;
        at = hang;
        begin = hang;
      }
      if (begin - at == 1 && style == word.style) {
        out.append(' ');
      } else {
        style = restyle(out, style, Style.PLAIN);
        out.repeat(" ", begin - at);
      }
      at = begin;
      int from = 0;
      int left = length;
      while (!word.whole && at + left > page.width()) {
        int cut = TextWidth.fit(word.text, from, page.width() - at);
        if (cut == word.text.length()) {
          break;
        }
        String part = word.text.substring(from, cut);
        style = restyle(out, style, word.style);
        out.append(part);
        style = newLine(out, style);
        start = hang;
        at = hang;
        from = cut;
        left -= TextWidth.of(part);
      }
      style = restyle(out, style, word.style);
      out.append(word.text, from, word.text.length());
      at += left;
    }
    restyle(out, style, Style.PLAIN);
    page.print(out.append('\n'));
  }

  private Style newLine(StringBuilder out, Style style) {
    Style plain = restyle(out, style, Style.PLAIN);
    out.append('\n').repeat(" ", hang);
    return plain;
  }

  private Style restyle(StringBuilder out, Style from, Style to) {
    if (from != to && page.context().colour()) {
      out.append(from.end()).append(to.begin());
    }
    return to;
  }
}
