package dev.plinth.advisories.debian;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of a mirror, believed only where its size and SHA-256 are those that were promised. */
final class VerifiedFile {
  private VerifiedFile() {}

  /** Reads a stream. */
  interface Reading<T> {
    T read(InputStream in) throws IOException;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What the reading gives of a file, once all of the file was read and verified.
   *
   * @throws DamagedArchiveException where it is another file
   */
  static <T> T read(Mirror mirror, String path, long size, String sha256, Reading<T> reading)
      throws IOException {
    MessageDigest digest = sha256();
    try (InputStream file = mirror.open(path);
        DigestInputStream in = new DigestInputStream(file, digest)) {
      Bounded whole = new Bounded(in, size, "the file is shorter than promised: " + path);
      IOException unreadable = null;
      T value = null;
      try {
        value = reading.read(whole);
      } catch (IOException e) {
        // Whether it cannot be understood because it is another file is told first.
        unreadable = e;
      }
      whole.transferTo(OutputStream.nullOutputStream());
      if (in.read() >= 0) {
        throw new DamagedArchiveException("the file is longer than promised: " + path);
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
        throw new DamagedArchiveException("the file's SHA-256 is another than promised: " + path);
      }
      if (unreadable != null || value == null) {
        throw unreadable != null ? unreadable : new IOException("nothing was read");
      }
      return value;
    }
  }
}
