package dev.plinth.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file while it is written, beside the one that it is to replace:
 *
 * <pre>
 * "." name "." process-id "-" hexadecimal ".partial"
 * </pre>
 *
 * <p>A process that is killed leaves it behind. It stands in the same folder, since only there a
 * rename is atomic; so that no build context keeps it, {@code lint --fix} takes away what killed
 * runs left in the folders that it mends in.
 *
 * @param out writes it; to be closed
 */
record Partial(Path path, OutputStream out) {
  private static final Pattern NAME =
      Pattern.compile("\\..{1,240}\\.(\\d{1,10})-[0-9a-f]{1,16}\\.partial", Pattern.DOTALL);

  /**
   * Nobody thinks longer between two writes. A process of another container, which is not seen
   * here, has that time, too.
   */
  private static final Duration QUIET = Duration.ofSeconds(10);

  /**
   * A new one. Its name is free whatever an earlier process left behind: in a container every
   * process may have the same id.
   */
  static Partial of(Path file) throws IOException {
    long salt = System.nanoTime();
    while (true) {
      Path path =
          file.resolveSibling(
              "."
                  + file.getFileName()
                  + "."
                  + ProcessHandle.current().pid()
                  + "-"
                  + Long.toHexString(salt)
                  + ".partial");
      try {
        return new Partial(
            path,
            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (FileAlreadyExistsException _) {
        salt++;
      }
    }
  }

  /**
   * Takes away what killed processes left in a folder: regular files of such names that nobody has
   * written to for a while, of processes that are no more.
   */
  static void sweep(Path folder) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ".*.partial")) {
      for (Path each : all) {
        if (left(each)) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // What cannot be taken away stays, and changes nothing of what is told.
    }
  }

  private static boolean left(Path path) throws IOException {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    if (!name.matches() || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Instant written = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    if (written.isAfter(Instant.now().minus(QUIET))) {
      return false;
    }
    ProcessHandle process = ProcessHandle.of(Long.parseLong(name.group(1))).orElse(null);
    // Another may have got its number since.
    return process == null
        || process.info().startInstant().map(written::isBefore).orElse(false)
        || process.equals(ProcessHandle.current());
  }
}
