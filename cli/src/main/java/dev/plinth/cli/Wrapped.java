package dev.plinth.cli;

import dev.plinth.foundation.SafeText;
import java.io.PrintStream;

/** Prints text of inputs, made safe and broken at spaces so that lines stay within a width. */
final class Wrapped {
  private final PrintStream out;
  private final int width;
  private int lines;

  Wrapped(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /** Lines printed so far. */
  int lines() {
    return lines;
  }

  /** A title, with an empty line before it. */
  void title(String text) {
    out.println();
    out.println(text);
    lines += 2;
  }

  /** A paragraph; its further lines are indented by two more. A word longer than a line is kept. */
  void line(int indent, String text) {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    boolean empty = true;
    for (String word : SafeText.of(text).split(" ", -1)) {
      boolean fits =
          line.codePointCount(0, line.length()) + word.codePointCount(0, word.length()) + 1
              <= width;
      if (!empty && !fits) {
        flush(line);
        line = new StringBuilder(" ".repeat(indent + 2));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    flush(line);
  }

  private void flush(StringBuilder line) {
    out.println(line.toString().stripTrailing());
    lines++;
  }
}
