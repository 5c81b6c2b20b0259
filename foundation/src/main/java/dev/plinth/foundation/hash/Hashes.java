package dev.plinth.foundation.hash;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Computations for much data: by OpenSSL where the system property {@code plinth.libcrypto} names
 * its library, else by the JDK.
 *
 * <p>The JDK hashes about as fast, but only in code of its server compiler. The launcher names the
 * library where the system has it, and then starts the JVM without that compiler (docs/adr/0004).
 */
public final class Hashes {
  private Hashes() {}

  private static final class Selected {
    static final @Nullable OpensslLibrary LIBRARY = library(System.getProperty("plinth.libcrypto"));
  }

  /**
   * A computation of an algorithm that every JDK has, by its name there, such as {@code SHA-256}.
   */
  public static MessageDigest of(String algorithm) {
    return of(algorithm, Selected.LIBRARY);
  }

  static MessageDigest of(String algorithm, @Nullable OpensslLibrary library) {
    MessageDigest hash = library == null ? null : library.digest(algorithm);
    if (hash != null) {
      return hash;
    }
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1 and the SHA-2 family", e);
    }
  }

  /**
   * Takes in native memory: the JDK hashes arrays fastest, so that for it a piece is copied at a
   * time, which stays in the processor's cache.
   */
  public static void update(MessageDigest hash, ByteBuffer direct, byte[] piece) {
    if (hash instanceof OpensslDigest) {
      hash.update(direct);
      return;
    }
    while (direct.hasRemaining()) {
      int length = Math.min(direct.remaining(), piece.length);
      direct.get(piece, 0, length);
      hash.update(piece, 0, length);
    }
  }

  /** What computes, for people. */
  public static String description() {
    return Selected.LIBRARY == null ? "JDK" : Selected.LIBRARY.description();
  }

  /** The library in that file; null where none is named, or it does not do what it should. */
  static @Nullable OpensslLibrary library(@Nullable String file) {
    if (file == null || file.isEmpty()) {
      return null;
    }
    try {
      return OpensslLibrary.open(Path.of(file));
    } catch (RuntimeException | LinkageError e) {
      return null; // not there, or not what its name says: the JDK serves as well
    }
  }
}
