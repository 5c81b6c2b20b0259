package dev.plinth.inventory.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files of a tree that were seen, read when asked for, within one budget of bytes. */
final class TreeFiles {
  /** The most of a tree's files that is read, added up. */
  private static final long MAX_TOTAL = 512L << 20;

  /** The most of one file. */
  static final int MAX_FILE = 32 << 20;

  private final Path root;
  private final NavigableSet<TreePath> seen = new TreeSet<>();
  private final Map<TreePath, LockFile> kept = new HashMap<>();
  private final PomModels poms = new PomModels(this);
  private long read;

  TreeFiles(Path root) {
    this.root = root;
  }

  /** A regular file of the tree. */
  void see(TreePath path) {
    seen.add(path);
  }

  boolean has(TreePath path) {
    return seen.contains(path);
  }

  PomModels poms() {
    return poms;
  }

  NavigableSet<TreePath> all() {
    return seen;
  }

  /**
   * The file there, null when the tree has no such regular file.
   *
   * @throws LockFormatException when it is beyond the limits
   */
  @Nullable LockFile file(TreePath path) throws IOException {
    if (!seen.contains(path)) {
      return null;
    }
    LockFile known = kept.get(path);
    if (known != null) {
      return known;
    }
    byte[] bytes = TreeWalk.content(root.resolve(path.text()), MAX_FILE);
    read += bytes.length;
    if (read > MAX_TOTAL) {
      throw new LockFormatException(
          "the lock files of this tree are larger than the 512 MiB that are read of one");
    }
    LockFile file = new LockFile(path, bytes, this);
    if (bytes.length <= 1 << 20 && kept.size() < 256) {
      kept.put(path, file);
    }
    return file;
  }
}
