package dev.plinth.report.text;

import dev.plinth.foundation.SafeText;

/**
 * Cells of RFC 4180. A cell that a spreadsheet would take for a formula (its first character that
 * is no space being {@code =}, {@code +}, {@code -}, {@code @} or the full-width form of one) gets
 * an apostrophe before it; tabs, line ends and other control characters are written as escapes.
 */
public final class CsvText {
  private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

  private CsvText() {}

  /** A whole cell, in quotes unless it is a plain word. */
  public static String cell(String text) {
    String content = content(text);
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (!(c >= '0' && c <= '9')
          && !(c >= 'a' && c <= 'z')
          && !(c >= 'A' && c <= 'Z')
          && "-._:/@".indexOf(c) < 0) {
        return "\"" + content + "\"";
      }
    }
    return content;
  }

  /** What stands between quotes, those within it doubled. */
  public static String content(String text) {
    String safe = SafeText.of(text);
    int first = 0;
    while (first < safe.length() && Character.isWhitespace(safe.charAt(first))) {
      first++;
    }
    boolean formula = first < safe.length() && FORMULA.indexOf(safe.charAt(first)) >= 0;
    return (formula ? "'" : "") + safe.replace("\"", "\"\"");
  }
}
