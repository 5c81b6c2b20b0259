package dev.plinth.oci.layer;

import dev.plinth.oci.image.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One layer to read and what must prove true of it.
 *
 * @param bytes where it is read from
 * @param expected the digest of its stored bytes; null when it is only known later: the caller then
 *     compares {@link LayerResult#storedDigest}
 * @param expectedSize of its stored bytes, -1 when unknown
 * @param computeDiffId true when the unpacked bytes are to be hashed too
 * @param expectedDiffId what that must give; null when unknown. Asks for the hashing by itself
 */
public record LayerRequest(
    LayerBytes bytes,
    @Nullable Digest expected,
    long expectedSize,
    boolean computeDiffId,
    @Nullable Digest expectedDiffId) {

  /** A layer of which nothing is known beforehand but its bytes' own size. */
  public static LayerRequest of(LayerBytes bytes) {
    return new LayerRequest(bytes, null, bytes.size(), false, null);
  }

  /** The same, with the stored bytes' digest and size (-1 when unknown) to prove. */
  public LayerRequest expecting(@Nullable Digest digest, long size) {
    return new LayerRequest(bytes, digest, size, computeDiffId, expectedDiffId);
  }

  /** The same, the unpacked bytes hashed too and, where a DiffID is given, compared with it. */
  public LayerRequest withDiffId(@Nullable Digest diffId) {
    return new LayerRequest(bytes, expected, expectedSize, true, diffId);
  }
}
