package dev.plinth.bases.repository;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A repository of Plinth's own for a moment, with another's objects to read: what runs in it knows
 * nothing of the other's configuration, attributes and hooks.
 */
final class Scratch implements AutoCloseable {
  private static final long LARGEST_SHALLOW = 16 << 20;

  private final Path folder;
  private final Git git;

  private Scratch(Path folder, Git git) {
    this.folder = folder;
    this.git = git;
  }

  /**
   * A repository's objects.
   *
   * @param folder they lie in
   * @param format they are named by: {@code sha1} or {@code sha256}
   */
  record Objects(Path folder, String format) {}

  /** With those objects to read; what is written stays here. */
  static Scratch of(Objects objects, Map<String, String> user) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("plinth-scratch");
      init(folder, objects.format, user);
      String borrowed = objects.folder.toRealPath().toString();
      if (borrowed.indexOf('\n') >= 0) {
        throw Git.failed("init", "the repository's path has a line feed in it");
      }
      byte[] line = (borrowed + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(
          Files.createDirectories(folder.resolve("objects/info")).resolve("alternates"), line);
      Path shallow = objects.folder.resolveSibling("shallow");
      if (Files.isRegularFile(shallow, LinkOption.NOFOLLOW_LINKS)) {
        if (Files.size(shallow) > LARGEST_SHALLOW) {
          throw Git.failed("init", "the repository's list of commits without parents is too long");
        }
        Files.copy(shallow, folder.resolve("shallow"));
      }
      return new Scratch(folder, Git.in(folder, user).on(folder));
    } catch (IOException e) {
      delete(folder);
      throw Git.failed("init", "no temporary repository can be made");
    } catch (PlinthException e) {
      delete(folder);
      throw e;
    }
  }

  /** Makes an empty repository, without a template's hooks. */
  static void init(Path folder, String format, Map<String, String> user) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Git.failed("init", "no folder can be made at " + folder);
    }
    Git.in(folder, user)
        .line(
            "init",
            "--quiet",
            "--bare",
            "--template=",
            "--object-format=" + format,
            "--initial-branch=main",
            folder.toAbsolutePath().toString());
  }

  Path folder() {
    return folder;
  }

  Git git() {
    return git;
  }

  @Override
  public void close() {
    delete(folder);
  }

  boolean largerThan(long bytes) {
    return size(folder) > bytes;
  }

  /** How many bytes the files in a folder have while somebody writes there. */
  static long size(Path folder) {
    long[] sum = {0};
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // A folder that went meanwhile; the next look tells.
    }
    return sum[0];
  }

  /** Deletes a folder and what is in it; links are not followed. */
  static void delete(@Nullable Path folder) {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A temporary folder more.
    }
  }
}
