package dev.plinth.advisories.debian;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Every failure of reading a Debian archive that a person can meet. */
final class ArchiveErrors {
  private ArchiveErrors() {}

  /** Why, in words; of a file on disk the kind of failure too, since its message is its path. */
  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || e instanceof FileSystemException ? e.toString() : message;
  }

  static PlinthException io(String name, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new PlinthException(
          "PLINTH-MIRROR-ABSENT",
          "read the archive for " + SafeText.of(name),
          "the mirror has no " + SafeText.of(String.valueOf(e.getMessage())),
          "check the mirror's address and the suite's name",
          e);
    }
    if (e instanceof DamagedArchiveException) {
      return new PlinthException(
          "PLINTH-MIRROR-DAMAGED",
          "read the archive for " + SafeText.of(name),
          SafeText.of(String.valueOf(e.getMessage())),
          "try again later, or name another mirror: what was taken in before stays",
          e);
    }
    return new PlinthException(
        "PLINTH-MIRROR-IO",
        "read the archive for " + SafeText.of(name),
        "the mirror cannot be read (" + SafeText.of(reason(e)) + ")",
        "try again later, or name another mirror: what was taken in before stays",
        e);
  }

  /**
   * @param first the first package that could not be read, and why
   */
  static PlinthException incomplete(String name, int packages, String first) {
    return new PlinthException(
        "PLINTH-MIRROR-INCOMPLETE",
        "read the archive for " + SafeText.of(name),
        (packages == 1 ? "one package" : packages + " packages")
            + " could not be read ("
            + SafeText.of(first)
            + ")",
        "run the update again later, or name another mirror: what could be read was taken in");
  }
}
