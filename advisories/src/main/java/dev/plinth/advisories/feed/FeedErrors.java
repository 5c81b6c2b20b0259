package dev.plinth.advisories.feed;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Every failure of reading a feed that a person can meet. */
final class FeedErrors {
  private FeedErrors() {}

  static PlinthException absent(String name) {
    return new PlinthException(
        "PLINTH-FEED-ABSENT", read(name), "there is no such file or folder", "check the path");
  }

  static PlinthException special(String name) {
    return new PlinthException(
        "PLINTH-FEED-SPECIAL",
        read(name),
        "it is neither a regular file nor a folder",
        "give a file or a folder");
  }

  static PlinthException unknown(String name) {
    return new PlinthException(
        "PLINTH-FEED-UNKNOWN",
        read(name),
        "its content is of no known format",
        "give one of these, plain, compressed or in a zip or tar archive: " + FeedFormats.titles());
  }

  static PlinthException nothing(String name) {
    return new PlinthException(
        "PLINTH-FEED-NOTHING",
        read(name),
        "none of what is in it is of a known format",
        "give a folder or archive with OSV records, CVE records or whole feeds in it");
  }

  static PlinthException damaged(String name, String what) {
    return new PlinthException(
        "PLINTH-FEED-DAMAGED",
        read(name),
        what,
        "fetch the file again: nothing of it was taken in");
  }

  static PlinthException limit(String name, String what) {
    return new PlinthException(
        "PLINTH-FEED-LIMIT",
        read(name),
        what,
        "check where the file comes from: nothing of it was taken in");
  }

  static PlinthException io(String name, IOException e) {
    if (e instanceof NoSuchFileException) {
      return absent(name);
    }
    if (e instanceof AccessDeniedException) {
      return new PlinthException(
          "PLINTH-FEED-DENIED", read(name), "reading it is not permitted", "check its permissions");
    }
    if (e instanceof FeedLimitException) {
      return limit(name, String.valueOf(e.getMessage()));
    }
    String message = e.getMessage();
    return new PlinthException(
        "PLINTH-FEED-DAMAGED",
        read(name),
        "it ends early or is damaged ("
            + SafeText.of(message == null ? e.getClass().getSimpleName() : shorten(message))
            + ")",
        "fetch the file again: nothing of it was taken in",
        e);
  }

  /** A message fit for one line. */
  static String shorten(String message) {
    int line = message.indexOf('\n');
    String first = line < 0 ? message : message.substring(0, line);
    return first.length() <= 200 ? first : first.substring(0, 200) + "…";
  }

  private static String read(String name) {
    return "read the feed " + SafeText.of(name);
  }
}
