package dev.plinth.cli;

import dev.plinth.bases.repository.GitRepository;
import dev.plinth.foundation.PlinthException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of a working tree that change with a commit upon what is checked out: all or none. */
final class UpdatedFiles {
  private UpdatedFiles() {}

  /** A file of the working tree as it was read, and as the commit has it. */
  static final class Written {
    private final String path;
    private final byte[] before;
    private final byte[] after;

    Written(String path, byte[] before, byte[] after) {
      this.path = path;
      this.before = before;
      this.after = after;
    }
  }

  /**
   * Files first: whoever finds a run that was cut finds changes that are not committed, and not a
   * commit that the working tree takes back.
   *
   * @param reference that leads to the commit {@code before}, and to {@code commit} afterwards
   * @return that the index does not know of the commit; empty where it does
   */
  static String commit(
      GitRepository repository,
      String reference,
      String before,
      String commit,
      List<Written> files) {
    List<Written> done = new ArrayList<>();
    try {
      for (Written file : files) {
        Replacement.of(repository.root().resolve(file.path), file.before, file.after);
        done.add(file);
      }
      repository.move(reference, commit, before);
    } catch (PlinthException e) {
      for (Written file : done) {
        restore(repository.root().resolve(file.path), file, e);
      }
      throw e;
    }
    List<String> paths = files.stream().map(file -> file.path).toList();
    try {
      repository.index(commit, paths);
      return "";
    } catch (PlinthException e) {
      return ", but the index does not know of it (git reset -- "
          + String.join(" ", paths)
          + "): "
          + e.because();
    }
  }

  /** One that somebody changed meanwhile stays as they made it, and keeps no other from that. */
  private static void restore(Path path, Written file, PlinthException cause) {
    try {
      Replacement.of(path, file.after, file.before);
    } catch (PlinthException e) {
      cause.addSuppressed(e);
    }
  }
}
