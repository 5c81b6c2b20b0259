package dev.plinth.inventory.os;

import java.io.IOException;

/** Bytes that are no rpm header, or a damaged one. */
final class RpmFormatException extends IOException {
  /** What is wrong, a sentence without a final stop. */
  RpmFormatException(String message) {
    super(message);
  }
}
