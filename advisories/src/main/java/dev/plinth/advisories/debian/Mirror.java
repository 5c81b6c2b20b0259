package dev.plinth.advisories.debian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** An archive's files by their path below its root, as {@code dists/bookworm/InRelease}. */
@FunctionalInterface
public interface Mirror {
  /**
   * Opens a file; the caller closes it.
   *
   * @throws java.nio.file.NoSuchFileException where the mirror has no such file
   * @throws IOException where it cannot be had
   */
  InputStream open(String path) throws IOException;

  /** An archive in a folder. */
  static Mirror of(Path root) {
    return path -> {
      Path file = root.resolve(path).normalize();
      if (!file.startsWith(root.normalize())) {
        throw new IOException("the path leads out of the archive: " + path);
      }
      return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    };
  }
}
