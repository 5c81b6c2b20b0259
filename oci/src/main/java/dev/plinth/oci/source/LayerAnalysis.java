package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.tar.LayerVisitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learnt from each layer; used by several threads at once.
 *
 * @param <R> what is learnt from one layer
 */
public interface LayerAnalysis<R> {
  /**
   * Tells which layers the image has, the lowest first, before anything is asked of one of them:
   * what is known of all together may spare looking for what is known of each.
   *
   * @param digests what they must be authenticated by, null where that is not known yet
   */
  default void expect(List<@Nullable Digest> digests) {}

  /**
   * What is already known of the layer with that digest, so that its bytes need only be proved to
   * have it; null when they must be read.
   */
  @Nullable R known(Digest digest);

  /**
   * True when the bytes that a file's identity stands for were proved to have that digest before,
   * so that they need not be hashed again.
   */
  default boolean proved(Digest digest, String identity) {
    return false;
  }

  /** They were, just now. */
  default void prove(Digest digest, String identity) {}

  /** A new reading of one layer. */
  Reading<R> begin();

  /** The reading of one layer: sees its entries, then either finishes or is abandoned. */
  interface Reading<R> extends LayerVisitor {
    /**
     * The layer was read to its end and authenticated.
     *
     * @param digest what the bytes were authenticated by, null for a folder: then nothing may be
     *     kept
     */
    R finish(@Nullable Digest digest, long storedSize, long unpackedSize);

    /** The layer failed or is not part of the image after all: nothing of it may be kept. */
    void abandon();
  }
}
