package dev.plinth.report.text;

import dev.plinth.foundation.SafeText;

/**
 * Texts of inputs in XML 1.0. Characters that XML does not have (§2.2) are among those that {@link
 * SafeText} writes as escapes, so that no text makes a document malformed; marks become entities.
 */
public final class XmlText {
  private XmlText() {}

  /** As an attribute's value or an element's content, on one line. */
  public static String of(String text) {
    return escaped(SafeText.of(text));
  }

  /** Of text that was made safe before, its line feeds kept. */
  public static String escaped(String safe) {
    StringBuilder out = new StringBuilder(safe.length() + 16);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
