package dev.plinth.report;

import dev.plinth.foundation.SafeText;
import dev.plinth.report.text.Style;
import dev.plinth.report.text.TextWidth;
import java.io.IOException;
import java.io.Writer;

/**
 * Lines of limited width on a terminal. Every text is made safe here, so that nothing of an input
 * reaches the terminal raw, and is kept to ASCII where the terminal takes no more.
 */
public final class Page {
  private final Writer out;
  private final ReportContext context;

  public Page(Writer out, ReportContext context) {
    this.out = out;
    this.context = context;
  }

  public ReportContext context() {
    return context;
  }

  public int width() {
    return context.width();
  }

  /** A line to fill, its continuations indented as much. */
  public Line line(int indent) {
    return new Line(this, indent);
  }

  public void blank() throws IOException {
    out.append('\n');
  }

  public void rule() throws IOException {
    line(0).add("\u2500".repeat(context.width()), Style.QUIET).end();
  }

  public void print(CharSequence text) throws IOException {
    out.append(text);
  }

  /** The text as it may be shown. */
  public String shown(String text) {
    String safe = SafeText.of(text);
    return context.unicode() ? safe : ascii(safe);
  }

  /** The first columns of the text with an ellipsis, or all of it where it fits. */
  public String shortened(String text, int columns) {
    String shown = shown(text);
    if (TextWidth.of(shown) <= columns) {
      return shown;
    }
    String ellipsis = context.unicode() ? "\u2026" : "...";
    int end = TextWidth.fit(shown, 0, Math.max(1, columns - ellipsis.length()));
    return shown.substring(0, end).stripTrailing() + ellipsis;
  }

  private static String ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7e) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      switch (c) {
        case '\u2192' -> out.append("->");
        case '\u00b7', '\u2500' -> out.append('-');
        case '\u2026' -> out.append("...");
        case '\u2717' -> out.append('x');
        case '\u2713' -> out.append('+');
        default -> {
          if (c <= 0x7e) {
            out.append((char) c);
          } else {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        }
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }
}
