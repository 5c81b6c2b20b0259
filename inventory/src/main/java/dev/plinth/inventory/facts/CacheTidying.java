package dev.plinth.inventory.facts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the cache to its size: what was used least recently goes first, down to nine tenths, and so
 * do leavings of processes that died. Several processes may tidy at once.
 */
final class CacheTidying {
  static final String TEMPORARY = "tmp-";
  private static final long STALE_MILLIS = 24L * 60 * 60 * 1000;

  private record Kept(Path path, long size, long used) {}

  private CacheTidying() {}

  static void run(long maxBytes, Path... folders) {
    List<Kept> files = new ArrayList<>();
    long total = 0;
    long now = System.currentTimeMillis();
    for (Path folder : folders) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        for (Path path : stream) {
          Kept kept = look(path);
          if (kept == null) {
            continue;
          }
          boolean temporary = String.valueOf(path.getFileName()).startsWith(TEMPORARY);
          if (!temporary) {
            files.add(kept);
            total += kept.size();
          } else if (kept.used() < now - STALE_MILLIS) {
            delete(path);
          }
        }
      } catch (IOException e) {
        // A folder that cannot be listed cannot be tidied; it is tried again next time.
        return;
      }
    }
    if (total <= maxBytes) {
      return;
    }
    files.sort(Comparator.comparingLong(Kept::used).thenComparing(Kept::path));
    for (Kept file : files) {
      if (total <= maxBytes / 10 * 9) {
        break;
      }
      delete(file.path());
      total -= file.size();
    }
  }

  private static @Nullable Kept look(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? new Kept(path, attributes.size(), attributes.lastModifiedTime().toMillis())
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Somebody else's turn.
      return;
    }
  }
}
