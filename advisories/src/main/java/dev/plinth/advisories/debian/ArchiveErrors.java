package dev.plinth.advisories.debian;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Every failure of reading a Debian archive that a person can meet. */
final class ArchiveErrors {
  private ArchiveErrors() {}

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
        "the mirror cannot be read (" + SafeText.of(String.valueOf(e)) + ")",
        "try again later, or name another mirror: what was taken in before stays",
        e);
  }
}
