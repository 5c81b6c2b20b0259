package dev.plinth.inventory.source;

import java.io.IOException;

/** A lock file that is not what its name says; the message is a sentence without a final stop. */
public final class LockFormatException extends IOException {
  LockFormatException(String message) {
    super(message);
  }
}
