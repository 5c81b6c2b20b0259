package dev.plinth.inventory.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What can go wrong with a source tree as a whole, in words. */
final class SourceTreeErrors {
  private SourceTreeErrors() {}

  static PlinthException nothing(Path root) {
    return new PlinthException(
        "PLINTH-TREE-NOTHING",
        read(root),
        "nothing in it names packages: no lock file, no requirements file, no pom.xml",
        "name the folder that has them, or the image that is built; an unpacked root file system"
            + " without a package database is read as dir:PATH");
  }

  static PlinthException noLocks(Path root, String manifest, String how) {
    return new PlinthException(
        "PLINTH-TREE-NO-LOCK",
        read(root),
        "it has " + SafeText.of(manifest) + " and no lock file that says what gets installed",
        how);
  }

  static PlinthException broken(Path root, int count, String path, String reason) {
    return new PlinthException(
        "PLINTH-TREE-BROKEN",
        read(root),
        (count == 1 ? "its only lock file" : "none of its " + count + " lock files")
            + (count == 1 ? " could not be read, " : " could be read, the first ")
            + SafeText.of(path)
            + ": "
            + SafeText.of(reason),
        "look whether the file is whole, and write it anew with its own tool");
  }

  static PlinthException limit(Path root, String what) {
    return new PlinthException(
        "PLINTH-TREE-LIMIT", read(root), what, "name a smaller folder of it, one after the other");
  }

  static PlinthException unreadable(Path root, IOException e) {
    return new PlinthException(
        "PLINTH-TREE-UNREADABLE",
        read(root),
        "it cannot be opened: " + reason(e),
        "check that it is a folder that you may read",
        e);
  }

  private static String read(Path root) {
    return "read the source tree " + SafeText.of(root.toString());
  }

  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    return SafeText.of(String.valueOf(e.getMessage()));
  }
}
