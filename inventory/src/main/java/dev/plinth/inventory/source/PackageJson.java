package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the {@code package.json} files that a lock file serves need where the project ships. */
final class PackageJson {
  private static final List<String> SHIPS =
      List.of("dependencies", "optionalDependencies", "peerDependencies");

  private PackageJson() {}

  /**
   * The dependencies that ship, as {@code name@range}, of the project beside the lock file and of
   * the projects below it that have no such lock file of their own; null when there is none to
   * read.
   */
  static @Nullable List<String> shipped(LockFile lock) throws IOException {
    List<String> ranges = new ArrayList<>();
    boolean found = false;
    String below = lock.path().folder().isEmpty() ? "" : lock.path().folder() + "/";
    for (TreePath path : lock.tree().all()) {
      if (path.name().equals("package.json")
          && path.text().startsWith(below)
          && nearest(path, lock).equals(lock.path())) {
        LockFile manifest = lock.tree().file(path);
        if (manifest != null) {
          found |= ranges(manifest, ranges);
        }
      }
    }
    return found ? ranges : null;
  }

  private static boolean ranges(LockFile manifest, List<String> ranges) throws IOException {
    Node root;
    try {
      root = Documents.json(manifest.bytes());
    } catch (LockFormatException e) {
      return false; // a template or a test's; then nothing is known to be for development
    }
    for (String kind : SHIPS) {
      for (Map.Entry<String, Node> each : root.members(kind).entrySet()) {
        ranges.add(each.getKey() + "@" + each.getValue().text());
      }
    }
    return true;
  }

  /** The lock file of the same name in the folder or above it. */
  private static TreePath nearest(TreePath manifest, LockFile lock) {
    TreePath at = manifest;
    while (true) {
      TreePath candidate = at.sibling(lock.path().name());
      if (lock.tree().has(candidate) || at.folder().isEmpty()) {
        return candidate;
      }
      at = new TreePath(at.folder());
    }
  }
}
