package dev.plinth.inventory.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that only its user can put anything into: made 0700, refused when it belongs to somebody
 * else or when others may write to it, for who can write there can forge facts.
 */
final class CacheFolder {
  private CacheFolder() {}

  /** Makes the folder where it is missing; null when it cannot be made. */
  static @Nullable Path make(Path folder) {
    try {
      Files.createDirectories(folder, privately(folder, "rwx------"));
      return folder;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** Why the folders must not be used; null when they may. */
  static @Nullable String refusal(Path... folders) {
    for (Path folder : folders) {
      String refusal = refusal(folder);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable String refusal(Path folder) {
    if (!posix(folder)) {
      return null;
    }
    try {
      PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
      if (!attributes.isDirectory()) {
        return "it is not a folder";
      }
      UserPrincipal self = self();
      if (self != null && !attributes.owner().equals(self)) {
        return "it belongs to another user";
      }
      Set<PosixFilePermission> permissions = attributes.permissions();
      if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
          || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
        return "others than you may write to it";
      }
      return null;
    } catch (IOException e) {
      return "it cannot be looked at";
    }
  }

  /** A new empty file in the folder that only its user can read. */
  static Path newFile(Path folder, String name) throws IOException {
    return Files.createFile(folder.resolve(name), privately(folder, "rw-------"));
  }

  private static FileAttribute<?>[] privately(Path folder, String permissions) {
    return posix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** The user this process runs as; null where that cannot be told. */
  private static @Nullable UserPrincipal self() {
    try {
      return Files.readAttributes(Path.of("/proc/self"), PosixFileAttributes.class).owner();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }
}
