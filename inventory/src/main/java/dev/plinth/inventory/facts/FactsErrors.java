package dev.plinth.inventory.facts;

import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.Path;

/** Every failure of reading, keeping and folding facts. */
final class FactsErrors {
  private FactsErrors() {}

  static PlinthException tooMuch(String what, long limit) {
    return new PlinthException(
        "PLINTH-FACTS-LIMIT",
        "keep what the image's files say",
        "there are more than " + limit + " " + what,
        "no real image comes near that: treat this one as hostile");
  }

  static PlinthException tooLarge(String what, long bytes) {
    return new PlinthException(
        "PLINTH-FACTS-LIMIT",
        "keep what the image's files say",
        what + " would take more than " + ByteSize.of(bytes),
        "no real image comes near that: treat this one as hostile");
  }

  static PlinthException tooEntangled(long steps) {
    return new PlinthException(
        "PLINTH-FOLD-WORK",
        "lay the image's layers over each other",
        "its paths and symbolic links are so entangled that more than "
            + steps
            + " steps are needed",
        "no real image comes near that: treat this one as hostile");
  }

  static PlinthException spool(IOException cause) {
    return new PlinthException(
        "PLINTH-FACTS-SPOOL",
        "set a large layer's entry table aside in a temporary file",
        "that failed (" + SafeText.of(String.valueOf(cause.getMessage())) + ")",
        "check that the folder for temporary files (TMPDIR, java.io.tmpdir) is writable and has room",
        cause);
  }

  static PlinthException table(IOException cause) {
    return new PlinthException(
        "PLINTH-FACTS-TABLE",
        "read a layer's entry table back",
        "that failed (" + SafeText.of(String.valueOf(cause.getMessage())) + ")",
        "try again; if it happens again, delete the layers folder of Plinth's cache",
        cause);
  }

  static PlinthException cacheFolder(Path folder, String because) {
    return new PlinthException(
        "PLINTH-FACTS-CACHE",
        "keep layer facts in " + SafeText.of(folder.toString()),
        because,
        "give XDG_CACHE_HOME a folder that only you can write to; until then layers are read anew");
  }
}
