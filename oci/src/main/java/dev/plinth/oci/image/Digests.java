package dev.plinth.oci.image;

import dev.plinth.foundation.hash.Hashes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of content in memory. */
public final class Digests {
  private Digests() {}

  /**
   * Has the JDK read its list of security providers on another thread: the first digest of a
   * process waits for that, as long as for all documents of an image together.
   */
  public static void prepare() {
    Thread.ofPlatform().name("plinth-digests").daemon().start(() -> small("sha256").digest());
  }

  /** The SHA-256 of these bytes. */
  public static Digest sha256(byte[] bytes) {
    return of("sha256", bytes);
  }

  /** True when these bytes are what the digest names. */
  public static boolean matches(Digest digest, byte[] bytes) {
    return of(digest.algorithm(), bytes).equals(digest);
  }

  /**
   * A computation of that algorithm ({@code sha256}, {@code sha384}, {@code sha512}) for much data,
   * such as layers.
   */
  public static MessageDigest computation(String algorithm) {
    return Hashes.of("SHA-" + algorithm.substring(3));
  }

  /** One for documents, which are hashed before anything foreign would have been loaded. */
  private static MessageDigest small(String algorithm) {
    try {
      return MessageDigest.getInstance("SHA-" + algorithm.substring(3));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has the SHA-2 family", e);
    }
  }

  /** The digest that a finished computation gave. */
  public static Digest result(String algorithm, MessageDigest computation) {
    return new Digest(algorithm, HexFormat.of().formatHex(computation.digest()));
  }

  /** The digest of these bytes. */
  public static Digest of(String algorithm, byte[] bytes) {
    MessageDigest computation = small(algorithm);
    computation.update(bytes);
    return result(algorithm, computation);
  }
}
