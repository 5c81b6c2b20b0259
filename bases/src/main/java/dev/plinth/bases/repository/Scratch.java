package dev.plinth.bases.repository;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A repository of Plinth's own for a moment, with another's objects to read: what runs in it knows
 * nothing of the other's configuration, attributes and hooks.
 */
final class Scratch implements AutoCloseable {
  private final Path folder;
  private final Git git;

  private Scratch(Path folder, Git git) {
    this.folder = folder;
    this.git = git;
  }

  /** With the objects of that folder. */
  static Scratch of(Path objects, Map<String, String> user) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("plinth-scratch");
      init(folder, format(objects), user);
      String borrowed = objects.toRealPath().toString();
      if (borrowed.indexOf('\n') >= 0) {
        throw Git.failed("init", "the repository's path has a line feed in it");
      }
      byte[] line = (borrowed + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(
          Files.createDirectories(folder.resolve("objects/info")).resolve("alternates"), line);
      Path shallow = objects.resolveSibling("shallow");
      if (Files.isRegularFile(shallow)) {
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

  /** {@code sha256} where the repository says that its objects are named by that. */
  private static String format(Path objects) throws IOException {
    Path config = objects.resolveSibling("config");
    if (!Files.isRegularFile(config) || Files.size(config) > 1 << 20) {
      return "sha1";
    }
    List<String> lines = Files.readAllLines(config, StandardCharsets.ISO_8859_1);
    for (String line : lines) {
      if (line.strip().toLowerCase(java.util.Locale.ROOT).matches("objectformat\\s*=\\s*sha256")) {
        return "sha256";
      }
    }
    return "sha1";
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

  /** Deletes a folder and what is in it; links are not followed. */
  static void delete(@org.jspecify.annotations.Nullable Path folder) {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A temporary folder more.
    }
  }
}
