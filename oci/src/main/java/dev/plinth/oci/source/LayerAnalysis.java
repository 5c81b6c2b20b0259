package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.tar.LayerVisitor;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learnt from each layer; used by several threads at once.
 *
 * @param <R> what is learnt from one layer
 */
public interface LayerAnalysis<R> {
  /**
   * What is already known of the layer with that digest, so that its bytes need not be read; null
   * when they must be.
   */
  @Nullable R known(Digest digest);

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
