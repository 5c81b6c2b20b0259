package dev.plinth.oci.layer;

import dev.plinth.oci.image.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A digest being computed, of the algorithm of the one it will be compared with. */
final class LayerHash {
  private final String algorithm;
  private final MessageDigest hash;
  private byte[] copy = {};

  /** Of the expected digest's algorithm, SHA-256 when there is none. */
  LayerHash(@Nullable Digest expected) {
    algorithm = expected == null ? "sha256" : expected.algorithm();
    try {
      hash = MessageDigest.getInstance(expected == null ? "SHA-256" : expected.jdkAlgorithm());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java runtime has the SHA-2 family
    }
  }

  String algorithm() {
    return algorithm;
  }

  void update(byte[] bytes, int length) {
    hash.update(bytes, 0, length);
  }

  /** Native memory is copied in pieces that stay in the cache: the JDK hashes arrays fastest. */
  void update(ByteBuffer direct) {
    if (copy.length == 0) {
      copy = new byte[1 << 16];
    }
    while (direct.hasRemaining()) {
      int part = Math.min(direct.remaining(), copy.length);
      direct.get(copy, 0, part);
      hash.update(copy, 0, part);
    }
  }

  Digest digest() {
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
  }
}
