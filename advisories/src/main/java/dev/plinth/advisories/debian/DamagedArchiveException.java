package dev.plinth.advisories.debian;

import java.io.IOException;

/** A file of the archive is not what it should be; the message is a sentence without a stop. */
final class DamagedArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedArchiveException(String message) {
    super(message);
  }
}
