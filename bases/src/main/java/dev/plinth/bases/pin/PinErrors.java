package dev.plinth.bases.pin;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.nio.file.Path;

/** What can be wrong with a lock file, in words. */
public final class PinErrors {
  private PinErrors() {}

  /** A lock file that is none. */
  public static PlinthException lock(Path file, String why) {
    return new PlinthException(
        "PLINTH-LOCK-FILE",
        "read " + SafeText.of(file.toString()),
        SafeText.of(why),
        "take it from the history of the project, or remove it and run 'plinth pin'");
  }
}
