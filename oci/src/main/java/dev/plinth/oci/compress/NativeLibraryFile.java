package dev.plinth.oci.compress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a native library that a jar carries where it can be loaded from, safely: only these bytes
 * are ever loaded, and only from a folder that nobody else can write to.
 *
 * <p>The folder is the one the system property {@code plinth.native} names (where a launcher put
 * the file beforehand), else {@code $XDG_CACHE_HOME/plinth/native/<sha256>}, made readable and
 * writable for its owner alone.
 */
final class NativeLibraryFile {
  private static final String GKL = "com/intel/gkl/native/libgkl_compression.so";
  private static final String GKL_SHA256 =
      "aa6e24bba8f3ee197c2c889d3eb6386e88938e045094ce8b24a7f6605c199a48";

  private NativeLibraryFile() {}

  /** The compression library of gkl 0.9.1, null when it cannot be had or be trusted. */
  static @Nullable Path gkl() {
    return find(
        GKL, GKL_SHA256, System.getProperty("plinth.native"), System.getenv("XDG_CACHE_HOME"));
  }

  static @Nullable Path find(
      String resource, String sha256, @Nullable String placed, @Nullable String cacheHome) {
    String fileName = resource.substring(resource.lastIndexOf('/') + 1);
    try {
      if (placed != null && !placed.isEmpty()) {
        Path file = Path.of(placed).toAbsolutePath().resolve(fileName);
        if (trusted(file, sha256)) {
          return file;
        }
      }
      String home = System.getProperty("user.home", "");
      Path cache =
          cacheHome != null && cacheHome.startsWith("/")
              ? Path.of(cacheHome)
              : home.startsWith("/") ? Path.of(home, ".cache") : null;
      if (cache == null) {
        return null;
      }
      Path folder = cache.resolve("plinth/native").resolve(sha256);
      Path file = folder.resolve(fileName);
      return trusted(file, sha256) || extract(resource, sha256, file) ? file : null;
    } catch (IOException | RuntimeException e) {
      return null; // a read-only or foreign cache: the JDK's inflater serves as well
    }
  }

  /** A regular file with exactly these bytes that only its owner, us or root, can change. */
  private static boolean trusted(Path file, String sha256) throws IOException {
    Path folder = file.getParent();
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && ours(file)
        && folder != null
        && ours(folder)
        && sha256.equals(hash(Files.readAllBytes(file)));
  }

  private static boolean ours(Path path) throws IOException {
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Object we = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return !permissions.contains(PosixFilePermission.GROUP_WRITE)
        && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
        && (owner.equals(we) || owner.equals(0));
  }

  private static boolean extract(String resource, String sha256, Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = NativeLibraryFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return false;
      }
      bytes = in.readAllBytes();
    }
    Path folder = file.getParent();
    if (folder == null || !sha256.equals(hash(bytes))) {
      return false;
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (!ours(folder)) {
      return false;
    }
    Path draft = Files.createTempFile(folder, "new", ".so");
    try {
      Files.write(draft, bytes);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return trusted(file, sha256);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
