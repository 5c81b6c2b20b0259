package dev.plinth.foundation.toml;

import java.io.IOException;

/** Bytes that are not TOML within the limits; the caller says which document it was. */
public final class TomlSyntaxException extends IOException {
  private final int line;
  private final int column;

  /** What is wrong, at which line and column (1-based; 0 where not known). */
  public TomlSyntaxException(String message, int line, int column) {
    super(line > 0 ? message + " (line " + line + ", column " + column + ")" : message);
    this.line = line;
    this.column = column;
  }

  /** 1-based; 0 where not known. */
  public int line() {
    return line;
  }

  /** 1-based, in UTF-16 code units; 0 where not known. */
  public int column() {
    return column;
  }
}
