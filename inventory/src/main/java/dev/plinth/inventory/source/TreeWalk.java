package dev.plinth.inventory.source;

import dev.plinth.foundation.ByteSize;
import dev.plinth.inventory.Inventory.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Finds the files of a source tree, in the order of their names. No symbolic link is followed.
 * Folders that hold others' code or what was built are passed over by their names.
 */
final class TreeWalk {
  private static final int MAX_FILES = 1_000_000;
  private static final int MAX_DEPTH = 100;
  private static final Set<String> NEVER =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          ".jj",
          ".bzr",
          "node_modules",
          "bower_components",
          "__pycache__",
          "site-packages",
          ".tox",
          ".nox",
          ".venv",
          ".gradle",
          ".terraform",
          ".yarn",
          ".pnpm-store");

  private final Path root;
  private final TreeFiles files;
  private final List<Problem> problems = new ArrayList<>();

  /** Folders with others' code that were passed over, so that something else should tell of it. */
  private final List<TreePath> passedOver = new ArrayList<>();

  private int count;

  TreeWalk(Path root, TreeFiles files) {
    this.root = root;
    this.files = files;
  }

  List<Problem> problems() {
    return problems;
  }

  List<TreePath> passedOver() {
    return passedOver;
  }

  void run() {
    folder(root, "", 0);
  }

  private void folder(Path folder, String path, int depth) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (IOException e) {
      unreadable(path, e);
      return;
    } catch (DirectoryIteratorException e) {
      unreadable(path, new IOException("its names cannot be listed", e));
      return;
    }
    children.sort(Comparator.comparing(child -> String.valueOf(child.getFileName())));
    for (Path child : children) {
      if (++count > MAX_FILES) {
        throw SourceTreeErrors.limit(root, "it has more than " + MAX_FILES + " files");
      }
      String name = String.valueOf(child.getFileName());
      TreePath at = new TreePath(path.isEmpty() ? name : path + "/" + name);
      BasicFileAttributes attributes;
      try {
        attributes =
            Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        unreadable(at.text(), e);
        continue;
      }
      if (attributes.isRegularFile()) {
        files.see(at);
      } else if (attributes.isSymbolicLink()) {
        link(child, at);
      } else if (attributes.isDirectory()) {
        enter(child, at, folder, depth + 1);
      }
    }
  }

  private void enter(Path child, TreePath at, Path above, int depth) {
    String name = at.name();
    if (name.equals("vendor") || name.equals("node_modules")) {
      passedOver.add(at);
      return;
    }
    boolean built =
        name.equals("target")
            && (Files.exists(above.resolve("pom.xml"))
                || Files.exists(above.resolve("Cargo.toml")));
    if (NEVER.contains(name) || built || Files.exists(child.resolve("pyvenv.cfg"))) {
      return;
    }
    if (depth > MAX_DEPTH) {
      problems.add(
          new Problem(at.text(), -1, "it lies deeper than the " + MAX_DEPTH + " folders read"));
      return;
    }
    folder(child, at.text(), depth);
  }

  /** One that leads to a file of the tree says nothing new; any other hides something. */
  private void link(Path child, TreePath at) {
    if (LockFileReaders.of(at) == null) {
      return;
    }
    try {
      if (child.toRealPath().startsWith(root.toRealPath())) {
        return;
      }
    } catch (IOException e) {
      // It leads nowhere.
    }
    problems.add(
        new Problem(
            at.text(), -1, "it is a symbolic link out of the source tree, which is not followed"));
  }

  private void unreadable(String path, IOException e) {
    if (path.isEmpty()) {
      throw SourceTreeErrors.unreadable(root, e);
    }
    problems.add(new Problem(path, -1, "it cannot be read: " + SourceTreeErrors.reason(e)));
  }

  /** The whole of a regular file that is no link. */
  static byte[] content(Path file, int limit) throws IOException {
    try (SeekableByteChannel channel =
            Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        InputStream in = Channels.newInputStream(channel)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new LockFormatException(
            "it is larger than the " + ByteSize.of(limit) + " read of such a file");
      }
      return bytes;
    }
  }
}
