package dev.plinth.inventory.facts;

import dev.plinth.inventory.Inventory;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.ArrayList;
import java.util.List;

/** The image's layers as reports show them. */
final class LayerSummaries {
  private LayerSummaries() {}

  static Inventory inventory(Image image, FoldedImage folded) {
    List<Inventory.LayerSummary> summaries = new ArrayList<>();
    for (ImageLayer layer : image.layers()) {
      if (layer.digest() == null) {
        // A folder has no layers.
        continue;
      }
      LayerFacts.Sizes sizes = folded.sizes().get(layer.index());
      summaries.add(
          new Inventory.LayerSummary(
              layer.digest().toString(),
              layer.diffId() == null ? "" : layer.diffId().toString(),
              CreatedBy.tidy(layer.createdBy()),
              sizes.stored() >= 0 ? sizes.stored() : layer.storedSize(),
              sizes.unpacked(),
              sizes.entries()));
    }
    return new Inventory(folded.distribution(), folded.packages(), summaries, folded.problems());
  }
}
