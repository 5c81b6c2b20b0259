package dev.plinth.findings;

/** How much a rule about a file matters, the worst last. */
public enum Level {
  /** A matter of taste or tidiness. */
  STYLE,
  /** Advice. */
  INFO,
  /** A known way to get into trouble. From here on a file is not clean. */
  WARNING,
  /** It breaks, or it leaks. */
  ERROR;

  /** The severity that a finding of this level has beside those of other kinds. */
  public Severity severity() {
    return switch (this) {
      case STYLE -> Severity.NEGLIGIBLE;
      case INFO -> Severity.LOW;
      case WARNING -> Severity.MEDIUM;
      case ERROR -> Severity.HIGH;
    };
  }

  /** The level whose severity that is, the nearest below where none is. */
  public static Level of(Severity severity) {
    return switch (severity) {
      case UNKNOWN, NEGLIGIBLE -> STYLE;
      case LOW -> INFO;
      case MEDIUM -> WARNING;
      case HIGH, CRITICAL -> ERROR;
    };
  }

  /** True where this is that level or worse. */
  public boolean atLeast(Level other) {
    return compareTo(other) >= 0;
  }

  /** The lower-case word of reports and settings. */
  public String word() {
    return switch (this) {
      case STYLE -> "style";
      case INFO -> "info";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }
}
