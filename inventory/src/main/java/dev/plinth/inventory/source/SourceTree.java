package dev.plinth.inventory.source;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source tree: what its lock files name.
 *
 * <p>A package that two lock files name is two packages, as two copies in an image are: each lock
 * file is mended by itself. The evidence is the lock file, with the line as a detail ({@link
 * Package#LINE}); what only serves development says so ({@link Package#SCOPE}). What could not be
 * read, or is declared without saying which version, is a problem: the inventory is not whole.
 */
public final class SourceTree {
  private static final int MAX_LOCK_FILES = 20_000;

  private final Path root;
  private final TreeFiles files;
  private final List<Package> packages = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int read;
  private int failed;
  private @Nullable Problem firstFailure;

  private SourceTree(Path root) {
    this.root = root;
    this.files = new TreeFiles(root);
  }

  /** One file to read, and who does. */
  private record Task(TreePath path, LockFileReader reader) {}

  /**
   * The packages of the tree; no distribution, no layers.
   *
   * @throws dev.plinth.foundation.PlinthException when it cannot be opened, is beyond the limits,
   *     has no lock file, or none that can be read
   */
  public static Inventory read(Path root) {
    return new SourceTree(root).inventory();
  }

  private Inventory inventory() {
    TreeWalk walk = new TreeWalk(root, files);
    walk.run();
    Deque<Task> tasks = new ArrayDeque<>();
    for (TreePath path : files.all()) {
      LockFileReader reader = LockFileReaders.of(path);
      if (reader != null) {
        tasks.add(new Task(path, reader));
      }
    }
    Set<TreePath> seen = new HashSet<>();
    while (!tasks.isEmpty()) {
      Task task = tasks.remove();
      if (seen.add(task.path)) {
        if (seen.size() > MAX_LOCK_FILES) {
          throw SourceTreeErrors.limit(root, "it has more than " + MAX_LOCK_FILES + " lock files");
        }
        file(task, tasks);
      }
    }
    problems.addAll(0, walk.problems());
    manifests(walk);
    packages.sort(Package::order);
    return new Inventory(Distribution.UNKNOWN, packages, List.of(), problems);
  }

  private void file(Task task, Deque<Task> tasks) {
    LockSink sink = new LockSink(task.path);
    read++;
    try {
      LockFile file = files.file(task.path);
      if (file == null) {
        return;
      }
      task.reader.read(file, sink);
    } catch (LockFormatException e) {
      failed(task, sink, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      failed(task, sink, "it cannot be read: " + SourceTreeErrors.reason(e));
    } catch (RuntimeException e) {
      // A reader's own mistake must not hide what the other files say.
      failed(task, sink, "it could not be understood (" + e.getClass().getSimpleName() + ")");
    }
    sink.further().forEach((path, reader) -> tasks.add(new Task(path, reader)));
    problems.addAll(sink.problems());
    packages.addAll(sink.packages());
    if (packages.size() > LockSink.MAX_PACKAGES) {
      throw SourceTreeErrors.limit(
          root, "its lock files name more than " + LockSink.MAX_PACKAGES + " packages");
    }
  }

  private void failed(Task task, LockSink sink, String reason) {
    failed++;
    if (firstFailure == null) {
      firstFailure = new Problem(task.path.text(), -1, reason);
    }
    sink.problem(reason);
  }

  private void manifests(TreeWalk walk) {
    List<Manifests.Open> open;
    try {
      open = Manifests.open(files);
    } catch (IOException e) {
      throw SourceTreeErrors.unreadable(root, e);
    }
    if (read == 0) {
      if (open.isEmpty()) {
        throw SourceTreeErrors.nothing(root);
      }
      throw SourceTreeErrors.noLocks(root, open.getFirst().path().text(), open.getFirst().how());
    }
    Problem failure = firstFailure;
    if (failed == read && packages.isEmpty() && failure != null) {
      throw SourceTreeErrors.broken(root, read, failure.path(), failure.text());
    }
    problems.addAll(Manifests.problems(open));
    problems.addAll(Manifests.unlisted(files, walk.passedOver()));
  }
}
