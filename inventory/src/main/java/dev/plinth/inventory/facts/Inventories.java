package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a target to what its image carries. */
public final class Inventories {
  private Inventories() {}

  /**
   * Opens the image, learns from its layers, those that are known excepted, and lays them over each
   * other.
   *
   * @param cataloguers who reads the files
   * @param cache where layers and images are known from and kept; null to read everything and keep
   *     nothing
   * @throws dev.plinth.foundation.PlinthException when the target is no image, or anything of it is
   *     damaged, not what its digest says, or beyond the limits; nothing is half reported
   */
  public static ImageInventory read(
      Target target,
      ImageOptions options,
      List<Cataloguer> cataloguers,
      @Nullable FactsCache cache) {
    try (InventoryAnalysis analysis = new InventoryAnalysis(cataloguers, cache)) {
      if (!options.verifyDiffIds()) {
        analysis.anticipate(target.text() + "\n" + System.getProperty("user.dir"));
      }
      try (OpenImage image = Images.open(target, options)) {
        return analysis.inventory(image.analyze(analysis));
      }
    }
  }
}
