package dev.plinth.report.evaluate;

import dev.plinth.report.text.TextWidth;
import java.util.ArrayList;
import java.util.List;

/** Texts side by side, each wrapped within its column. */
final class Columns {
  private final int width;
  private final int gap;

  Columns(int width, int gap) {
    this.width = width;
    this.gap = gap;
  }

  /** Wrapped at spaces, words that are too long within themselves. */
  static List<String> wrap(String text, int width, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    boolean begun = false;
    for (String word : text.split(" ", -1)) {
      int length = TextWidth.of(word);
      if (begun && used + 1 + length > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent);
        used = indent.length();
      } else if (begun) {
        line.append(' ');
        used++;
      }
      int at = 0;
      while (used + TextWidth.of(word.substring(at)) > width) {
        int end = part(word, at, TextWidth.fit(word, at, width - used));
        lines.add(line.append(word, at, end).toString());
        line.setLength(0);
        line.append(indent);
        used = indent.length();
        at = end;
      }
      line.append(word, at, word.length());
      used += TextWidth.of(word.substring(at));
      begun = true;
    }
    lines.add(line.toString());
    return lines;
  }

  /** After a slash where there is one in the second half of what fits. */
  private static int part(String word, int at, int end) {
    for (int i = end; i > at + (end - at) / 2; i--) {
      if (word.charAt(i - 1) == '/') {
        return i;
      }
    }
    return end;
  }

  /** One row: every cell a list of lines. */
  void row(List<List<String>> cells, StringBuilder out) {
    int height = 0;
    for (List<String> cell : cells) {
      height = Math.max(height, cell.size());
    }
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder();
      int at = 0;
      for (List<String> cell : cells) {
        String text = i < cell.size() ? cell.get(i) : "";
        line.append(text);
        at += width + gap;
        line.repeat(' ', Math.max(0, at - visible(line)));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static int visible(StringBuilder line) {
    return TextWidth.of(line.toString());
  }
}
