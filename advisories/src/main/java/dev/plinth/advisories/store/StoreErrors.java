package dev.plinth.advisories.store;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Every failure of the store that a person can meet. */
final class StoreErrors {
  private static final String REBUILD =
      "move the file away and build the store again with `plinth db update`";

  private StoreErrors() {}

  static PlinthException absent(Path file) {
    return new PlinthException(
        "PLINTH-STORE-ABSENT",
        open(file),
        "there is no such file",
        "make it with `plinth db update`");
  }

  static PlinthException foreign(Path file, String what) {
    return new PlinthException(
        "PLINTH-STORE-FOREIGN",
        open(file),
        what,
        "name another file, or move this one away: it is left as it is");
  }

  static PlinthException newer(Path file, int version) {
    return new PlinthException(
        "PLINTH-STORE-NEWER",
        open(file),
        "a newer Plinth made it (schema "
            + version
            + ", this one knows up to "
            + StoreSchema.VERSION
            + ")",
        "use the newer Plinth, or " + REBUILD);
  }

  static PlinthException older(Path file, int version) {
    return new PlinthException(
        "PLINTH-STORE-OLDER",
        open(file),
        "it has the schema of an older Plinth ("
            + version
            + ", this one reads "
            + StoreSchema.VERSION
            + ")",
        "run `plinth db update`, or import anything: that brings the store up to date");
  }

  static PlinthException corrupt(Path file, String what) {
    return new PlinthException("PLINTH-STORE-CORRUPT", open(file), what, REBUILD);
  }

  static PlinthException sql(Path file, SQLException e) {
    int code = e.getErrorCode() & 0xff;
    if (code == 11 || code == 26) {
      return new PlinthException(
          "PLINTH-STORE-CORRUPT", open(file), "its content is damaged", REBUILD, e);
    }
    if (code == 13) {
      return full(file, e);
    }
    return new PlinthException(
        "PLINTH-STORE-SQL",
        open(file),
        "SQLite says: " + SafeText.of(String.valueOf(e.getMessage())),
        "look at the file and its folder; if it persists, " + REBUILD,
        e);
  }

  private static PlinthException full(Path file, Exception e) {
    return new PlinthException(
        "PLINTH-STORE-FULL",
        "write the advisory store " + shown(file),
        "the disk is full",
        "make room and try again: the data from before are untouched",
        e);
  }

  static PlinthException io(Path file, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return full(file, e);
    }
    if (e instanceof AccessDeniedException) {
      return new PlinthException(
          "PLINTH-STORE-IO",
          "write the advisory store " + shown(file),
          "permission is denied for " + SafeText.of(message),
          "look at the permissions of that folder; to be read, the store needs no more than that",
          e);
    }
    return new PlinthException(
        "PLINTH-STORE-IO",
        open(file),
        "the system says: " + SafeText.of(String.valueOf(e)),
        "look at the permissions and the space of that folder",
        e);
  }

  static PlinthException pack(Path file, String what) {
    return new PlinthException(
        "PLINTH-STORE-PACK",
        "take in the packed store " + shown(file),
        what,
        "export it again with `plinth db export`; the store here stays as it is");
  }

  static PlinthException packIo(Path file, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return full(file, e);
    }
    return new PlinthException(
        "PLINTH-STORE-PACK",
        "take in the packed store " + shown(file),
        "it ends early or is damaged, or the folder cannot be written ("
            + SafeText.of(message)
            + ")",
        "export it again with `plinth db export`; the store here stays as it is",
        e);
  }

  static PlinthException locked(Path file) {
    return new PlinthException(
        "PLINTH-STORE-LOCKED",
        "update the advisory store " + shown(file),
        "another update of it is running",
        "wait until that one has ended and try again");
  }

  private static String open(Path file) {
    return "open the advisory store " + shown(file);
  }

  private static String shown(Path file) {
    return SafeText.of(file.toString());
  }
}
