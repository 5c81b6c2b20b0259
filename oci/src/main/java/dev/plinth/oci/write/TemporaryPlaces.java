package dev.plinth.oci.write;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Folders that are made beside where they will stand, and moved there whole. */
public final class TemporaryPlaces {
  private TemporaryPlaces() {}

  /** A new folder beside that path, on the same file system. */
  public static Path beside(Path path) throws IOException {
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (parent == null || name == null) {
      throw new IOException("the root folder cannot be replaced");
    }
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, "." + name + ".");
  }

  /** True for an empty folder or a layout. */
  static boolean isReplaceable(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.isRegularFile(folder.resolve("oci-layout"), LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      return !children.iterator().hasNext();
    }
  }

  /** Puts a folder in the place of another, which may be absent. */
  static void replaceFolder(Path work, Path folder) throws IOException {
    open(work);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = beside(folder);
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  /** Temporary folders are private; a layout is as readable as any folder made there. */
  private static void open(Path work) throws IOException {
    Path sample = Files.createDirectory(work.resolve(".mode"));
    if (Files.getFileStore(work).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(work, Files.getPosixFilePermissions(sample));
    }
    Files.delete(sample);
  }

  /** Temporary files are private; a blob is as readable as the folder it goes to. */
  public static void readable(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** Deletes a folder with all that is in it, as far as that can be done. */
  public static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure)
                throws IOException {
              Files.delete(inner);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // what remains is hidden and in nobody's way; the failure before it is the one to tell of
    }
  }
}
