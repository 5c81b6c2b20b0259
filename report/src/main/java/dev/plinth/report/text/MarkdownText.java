package dev.plinth.report.text;

import dev.plinth.foundation.SafeText;

/**
 * Texts of inputs in Markdown as GitHub and GitLab render it (CommonMark with the GFM extensions),
 * for one line or one cell of a table. No text can become markup, HTML, a link, or a mention of a
 * person, an issue or a commit: marks become numeric character references, which CommonMark (§6.2)
 * never takes for structure; and what the platforms would link is broken up by a zero-width space.
 */
public final class MarkdownText {
  /** Zero-width space: platforms look for mentions in the text that references stand for. */
  private static final String BREAK = "&#8203;";

  private static final String MARKS = "\\`*_{}[]<>#+!|~&\"'$^=";

  private MarkdownText() {}

  /** As running text. */
  public static String of(String text) {
    String safe = SafeText.of(text);
    StringBuilder out = new StringBuilder(safe.length() + 32);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (c == '@' || c == '#') {
        reference(out, c);
        out.append(BREAK);
      } else if (c == ':' && safe.startsWith("//", i + 1)) {
        out.append(':').append(BREAK);
      } else if (c == '.' && i >= 3 && safe.regionMatches(true, i - 3, "www", 0, 3)) {
        out.append(BREAK).append('.');
      } else if (c == '-' && i >= 2 && safe.regionMatches(true, i - 2, "GH", 0, 2)) {
        out.append(BREAK).append('-');
      } else if (MARKS.indexOf(c) >= 0
          || (i == 0 && (c == '-' || c == ':'))
          || ((c == '.' || c == ')') && number(safe, i))) {
        reference(out, c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Whether digits alone stand before and a space after: that would begin a list. */
  private static boolean number(String text, int end) {
    if (end + 1 < text.length() && text.charAt(end + 1) != ' ') {
      return false;
    }
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * As code, where platforms look for no mentions. Within a table's cell even code must not have a
   * bare pipe.
   */
  public static String code(String text) {
    String safe = SafeText.of(text).strip();
    if (safe.isEmpty()) {
      return "";
    }
    if (safe.indexOf('`') < 0 && !safe.endsWith("\\") && safe.indexOf('|') < 0) {
      return "`" + safe + "`";
    }
    StringBuilder out = new StringBuilder(safe.length() * 2 + 16).append("<code>");
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (c < 0x80 && !Character.isLetterOrDigit(c) && c != ' ') {
        reference(out, c);
      } else {
        out.append(c);
      }
    }
    return out.append("</code>").toString();
  }

  /** A link, or plain text where the address is none of the web. */
  public static String link(String label, String address) {
    return UriText.isWeb(address) ? "[" + label + "](<" + address + ">)" : label;
  }

  private static void reference(StringBuilder out, char c) {
    out.append("&#").append((int) c).append(';');
  }
}
