package dev.plinth.policy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** What can go wrong in reading a policy, in words. */
final class PolicyErrors {
  /** Characters of an expression shown before and after the place of an error. */
  private static final int CONTEXT = 32;

  private PolicyErrors() {}

  /** Between the start and the end of the text, something is not as it must be. */
  static PlinthException expression(
      String text, int start, int end, String because, String instead) {
    String what =
        start >= text.length()
            ? "the end"
            : "`"
                + SafeText.of(shortened(text.substring(start, Math.min(end, text.length()))))
                + "`";
    int from = Math.max(0, start - CONTEXT);
    int to = Math.min(text.length(), Math.max(start, end) + CONTEXT);
    String before = (from > 0 ? "..." : "") + SafeText.of(text.substring(from, start));
    String marked = SafeText.of(text.substring(start, Math.min(end, to)));
    String after =
        SafeText.of(text.substring(Math.min(end, to), to)) + (to < text.length() ? "..." : "");
    String pointer =
        "\n\n    "
            + before
            + marked
            + after
            + "\n    "
            + " ".repeat(before.length())
            + "^".repeat(Math.max(1, marked.length()));
    return new PlinthException(
        "PLINTH-POLICY-EXPRESSION",
        "read the policy expression",
        "at character " + (start + 1) + " (" + what + ") " + because,
        instead + pointer);
  }

  static PlinthException expressionTooLong(int length, int limit) {
    return new PlinthException(
        "PLINTH-POLICY-EXPRESSION",
        "read the policy expression",
        "it has " + length + " characters, more than the limit of " + limit,
        "write it shorter; a severity word already means that severity or worse");
  }

  static PlinthException severity(String word) {
    String near = Spelling.closest(word, PolicyWords.SEVERITIES);
    return new PlinthException(
        "PLINTH-POLICY-SEVERITY",
        "read the list of severities to show",
        word.isEmpty()
            ? "one of its items is empty"
            : "`" + SafeText.of(shortened(word)) + "` is not a severity",
        near.isEmpty()
            ? "give some of " + Spelling.list(PolicyWords.SEVERITIES) + ", separated by commas"
            : "did you mean `" + near + "`?");
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
