package dev.plinth.report.text;

import dev.plinth.foundation.SafeText;

/** Texts of inputs as parts of texts of ours. */
public final class Lines {
  private Lines() {}

  /** On one line, with nothing in it that acts on a terminal or reader. */
  public static String safe(String text) {
    return SafeText.of(text).strip();
  }

  /** The first so many characters, with an ellipsis where there are more. */
  public static String atMost(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "\u2026";
  }
}
