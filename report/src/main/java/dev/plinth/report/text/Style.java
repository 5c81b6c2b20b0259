package dev.plinth.report.text;

import dev.plinth.findings.Severity;

/** How text is coloured: ECMA-48 SGR parameters, of the sixteen colours every terminal has. */
public enum Style {
  PLAIN(""),
  STRONG("1"),
  QUIET("2"),
  CRITICAL("1;31"),
  HIGH("31"),
  MEDIUM("33"),
  LOW("36"),
  UNRATED("35"),
  ALARM("1;97;41"),
  FRESH("1;34"),
  GOOD("1;32"),
  CAUTION("1;33");

  private final String parameters;

  Style(String parameters) {
    this.parameters = parameters;
  }

  public static Style of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> CRITICAL;
      case HIGH -> HIGH;
      case MEDIUM -> MEDIUM;
      case LOW, NEGLIGIBLE -> LOW;
      case UNKNOWN -> UNRATED;
    };
  }

  /** The sequence that begins it, empty for plain text. */
  public String begin() {
    return parameters.isEmpty() ? "" : "\u001b[" + parameters + "m";
  }

  /** The sequence that ends it, empty for plain text. */
  public String end() {
    return parameters.isEmpty() ? "" : "\u001b[0m";
  }
}
