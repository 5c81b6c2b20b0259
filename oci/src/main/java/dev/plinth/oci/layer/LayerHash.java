package dev.plinth.oci.layer;

import dev.plinth.foundation.hash.Hashes;
import dev.plinth.oci.image.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A digest being computed, of the algorithm of the one it will be compared with. */
final class LayerHash {
  private final String algorithm;
  private final MessageDigest hash;
  private byte[] piece = {};

  /** Of the expected digest's algorithm, SHA-256 when there is none. */
  LayerHash(@Nullable Digest expected) {
    algorithm = expected == null ? "sha256" : expected.algorithm();
    hash = Hashes.of(expected == null ? "SHA-256" : expected.jdkAlgorithm());
  }

  String algorithm() {
    return algorithm;
  }

  void update(byte[] bytes, int length) {
    hash.update(bytes, 0, length);
  }

  void update(ByteBuffer direct) {
    if (piece.length == 0) {
      piece = new byte[1 << 16];
    }
    Hashes.update(hash, direct, piece);
  }

  Digest digest() {
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
  }
}
