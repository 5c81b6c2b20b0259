package dev.plinth.report.text;

import dev.plinth.foundation.SafeText;

/** Texts of inputs in SARIF's messages (SARIF 2.1.0 §3.11). */
public final class SarifText {
  private SarifText() {}

  /** Braces would be placeholders in a message (§3.11.5). */
  public static String braces(String text) {
    return SafeText.of(text).replace("{", "{{").replace("}", "}}");
  }

  /**
   * A message's plain text: braces would be placeholders (§3.11.5), and brackets before a
   * parenthesis an embedded link (§3.11.6).
   */
  public static String message(String text) {
    return braces(text).replace("](", "\\](");
  }
}
