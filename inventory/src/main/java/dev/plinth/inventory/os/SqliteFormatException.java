package dev.plinth.inventory.os;

import java.io.IOException;

/** Bytes that are no SQLite database, or a damaged one. */
final class SqliteFormatException extends IOException {
  /** What is wrong, a sentence without a final stop. */
  SqliteFormatException(String message) {
    super(message);
  }
}
