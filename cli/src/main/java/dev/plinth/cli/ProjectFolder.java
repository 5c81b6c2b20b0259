package dev.plinth.cli;

import dev.plinth.bases.start.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A project's folder, within limits. No symbolic link is followed, and folders of histories and
 * installed dependencies are left out.
 */
final class ProjectFolder implements ProjectFiles {
  private static final int MOST_FILES = 200_000;
  private static final int MOST_DEPTH = 40;

  /** Beyond every lock file that anybody commits. */
  private static final int LARGEST = 32 << 20;

  private static final Set<String> LEFT_OUT =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          "node_modules",
          ".venv",
          "venv",
          "__pycache__",
          ".tox",
          ".nox",
          ".next",
          ".gradle",
          ".terraform");

  private final Path folder;
  private final Path given;
  private final List<String> paths = new ArrayList<>();
  private final Set<String> known;
  private final Map<String, byte[]> kept = new HashMap<>();

  /**
   * Lists a folder.
   *
   * @param given as the person named it, for messages
   */
  ProjectFolder(Path folder, Path given) {
    this.folder = folder;
    this.given = given;
    if (!Files.isDirectory(folder)) {
      throw CliErrors.input(given, new java.nio.file.NotDirectoryException("it is no folder"));
    }
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), MOST_DEPTH, new Lister());
    } catch (IOException e) {
      throw CliErrors.input(given, e);
    }
    paths.sort(null);
    known = new HashSet<>(paths);
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
      return !at.equals(folder) && LEFT_OUT.contains(String.valueOf(at.getFileName()))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        if (paths.size() == MOST_FILES) {
          throw new IOException("it has more than " + MOST_FILES + " files");
        }
        paths.add(folder.relativize(file).toString().replace('\\', '/'));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // What cannot be read cannot be built either; a folder of data may be such.
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public boolean has(String path) {
    return known.contains(path);
  }

  @Override
  public byte @Nullable [] bytes(String path) {
    if (!known.contains(path)) {
      return null;
    }
    byte[] before = kept.get(path);
    if (before != null) {
      return before;
    }
    try (InputStream in = Files.newInputStream(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
      }
      // The few that say what the project is are asked for again and again.
      if (path.indexOf('/') < 0) {
        kept.put(path, bytes);
      }
      return bytes;
    } catch (IOException e) {
      throw CliErrors.input(given.resolve(path), e);
    }
  }
}
