package dev.plinth.advisories.feed;

/** One record that cannot be taken; the message says why, without a final stop. */
final class BadRecordException extends Exception {
  BadRecordException(String message) {
    super(message, null, false, false);
  }
}
