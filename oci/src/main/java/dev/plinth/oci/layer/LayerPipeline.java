package dev.plinth.oci.layer;

import java.util.function.LongConsumer;

/** Reads layers: hashes, unpacks and walks one at once. */
public final class LayerPipeline {
  private LayerPipeline() {}

  /**
   * Reads one layer to its end and proves what is expected of it. Returns only when everything
   * proved true; what the visitor gathered may be believed only then.
   *
   * @param request the layer
   * @param visitor told of its entries, on the calling thread
   * @param budget shared by the layers of one image
   * @param progress told of stored bytes as they are read, the difference to the last call, from
   *     any thread
   * @throws dev.plinth.foundation.PlinthException when the layer is damaged, not what was expected,
   *     or exceeds a limit
   */
  @SuppressWarnings({"NullAway", "UnusedVariable"}) // the shape only; filled in next
  public static LayerResult read(
      LayerRequest request, LayerVisitor visitor, LayerBudget budget, LongConsumer progress) {
    if (request != null) {
      throw new UnsupportedOperationException("not built yet");
    }
    return null;
  }
}
