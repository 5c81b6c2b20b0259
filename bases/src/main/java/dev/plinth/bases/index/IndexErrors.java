package dev.plinth.bases.index;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What can be wrong with the index of known bases, in words. */
public final class IndexErrors {
  private IndexErrors() {}

  static PlinthException damaged(Path file, String why) {
    return new PlinthException(
        "PLINTH-BASE-INDEX-DAMAGED",
        "read the index of known bases in " + SafeText.of(file.toString()),
        why,
        "move the file away and fill a new one with 'plinth bases index'; nothing was changed");
  }

  static PlinthException newer(Path file) {
    return new PlinthException(
        "PLINTH-BASE-INDEX-NEWER",
        "read the index of known bases in " + SafeText.of(file.toString()),
        "a newer Plinth wrote it",
        "update Plinth, or move the file away");
  }

  static PlinthException io(Path file, IOException e) {
    return new PlinthException(
        "PLINTH-BASE-INDEX-FILE",
        "keep the index of known bases in " + SafeText.of(file.toString()),
        reason(e),
        "look at the folder's permissions and room; nothing was lost",
        e);
  }

  static PlinthException full(Path file, String what) {
    return new PlinthException(
        "PLINTH-BASE-INDEX-FULL",
        "add to the index of known bases in " + SafeText.of(file.toString()),
        what,
        "take out what is not needed any more with 'plinth bases forget'; nothing was changed");
  }

  /** Nothing by that name or digest. */
  public static PlinthException unknown(Path file, String name) {
    return new PlinthException(
        "PLINTH-BASE-INDEX-UNKNOWN",
        "forget " + SafeText.of(name),
        "the index of known bases in " + SafeText.of(file.toString()) + " has nothing of it",
        "see 'plinth bases list' for what it has; nothing was changed");
  }

  /** A target that can be nobody's base. */
  public static PlinthException noEvidence(String target) {
    return new PlinthException(
        "PLINTH-BASE-INDEX-EMPTY",
        "index " + SafeText.of(target),
        "it has no image with layers of content, so it could be found beneath any image",
        "index images that have layers");
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "it must not be read or written";
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    String message = e.getMessage();
    return message == null ? "reading or writing failed" : SafeText.of(message);
  }
}
