package dev.plinth.oci.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a file still has the bytes it had: device, inode, size, and the times of its last
 * modification and last change in nanoseconds. The latter cannot be set by anybody, so that writing
 * and putting the modification time back shows as well. Bits that rot on the disk do not show; only
 * hashing finds them ({@code --verify=full}, {@code --no-cache}).
 */
final class FileIdentity {
  private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";

  /** No file system keeps times more coarsely than this. */
  private static final long COARSEST_NANOS = 2_000_000_000L;

  private FileIdentity() {}

  /**
   * The identity as a line of text; empty where there is none to rely on: the file system does not
   * tell it, or the file was changed so lately that another change might leave the same times.
   */
  static String of(Path file) {
    return of(file, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
  }

  /** The same at another time than now. */
  static String of(Path file, long now) {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(file, ATTRIBUTES);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return "";
    }
    long changed = nanos(attributes.get("ctime"));
    if (changed <= 0 || changed > now - COARSEST_NANOS) {
      return "";
    }
    return attributes.get("dev")
        + " "
        + attributes.get("ino")
        + " "
        + attributes.get("size")
        + " "
        + nanos(attributes.get("lastModifiedTime"))
        + " "
        + changed;
  }

  private static long nanos(@Nullable Object time) {
    return time instanceof FileTime stamp ? stamp.to(TimeUnit.NANOSECONDS) : -1;
  }
}
