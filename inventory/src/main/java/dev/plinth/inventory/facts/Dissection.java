package dev.plinth.inventory.facts;

import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.source.AnalyzedImage;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An image with all its visible files, and its lowest layers by themselves: what comparing needs
 * beyond an inventory.
 *
 * @param whole the image and what it carries
 * @param files all its files, those with several names once for each; null where they are too many
 * @param below what its lowest layers alone carry, null where none were wanted
 * @param filesBelow theirs, null where none were wanted or they are too many
 */
public record Dissection(
    ImageInventory whole,
    @Nullable List<File> files,
    @Nullable Inventory below,
    @Nullable List<File> filesBelow) {
  /**
   * A visible file.
   *
   * @param path without a leading slash
   * @param size in bytes
   * @param mode the permission bits and the three above them
   * @param layer index of the layer that holds it
   */
  public record File(String path, long size, int mode, int layer) {}

  /**
   * Opens the image and learns from its layers, as {@link Inventories#read} does.
   *
   * @param lowest how many of the image's lowest layers are wanted by themselves; -1 for none
   * @throws dev.plinth.foundation.PlinthException as {@link Inventories#read}
   */
  public static Dissection read(
      Target target,
      ImageOptions options,
      List<Cataloguer> cataloguers,
      @Nullable FactsCache cache,
      ToIntFunction<Image> lowest) {
    try (OpenImage image = Images.open(target, options);
        InventoryAnalysis analysis = new InventoryAnalysis(cataloguers, cache, false)) {
      AnalyzedImage<LayerFacts> analyzed = image.analyze(analysis);
      ImageInventory whole = analysis.inventory(analyzed);
      List<LayerFacts> layers = analyzed.layers();
      List<File> files = files(layers);
      int count = lowest.applyAsInt(analyzed.image());
      if (count < 0 || count > layers.size()) {
        return new Dissection(whole, files, null, null);
      }
      List<LayerFacts> some = layers.subList(0, count);
      return new Dissection(
          whole,
          files,
          LayerSummaries.inventory(analyzed.image(), ImageFolding.of(some)),
          files(some));
    }
  }

  private static @Nullable List<File> files(List<LayerFacts> layers) {
    List<File> files = new ArrayList<>();
    return FileFold.files(layers, files) ? files : null;
  }
}
