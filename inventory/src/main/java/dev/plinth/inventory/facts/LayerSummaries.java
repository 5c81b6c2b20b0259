package dev.plinth.inventory.facts;

import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.ArrayList;
import java.util.List;

/** An image's inventory: what was folded, with its layers as reports show them. */
final class LayerSummaries {
  private static final String FOLDER = "dir";

  private LayerSummaries() {}

  static Inventory inventory(Image image, FoldedImage folded) {
    return image.form().equals(FOLDER)
        ? withoutLayers(folded)
        : new Inventory(
            folded.distribution(), folded.packages(), summaries(image, folded), folded.problems());
  }

  private static List<Inventory.LayerSummary> summaries(Image image, FoldedImage folded) {
    List<Inventory.LayerSummary> summaries = new ArrayList<>();
    // Of the lowest layers alone where only those were folded.
    for (int i = 0; i < folded.sizes().size(); i++) {
      ImageLayer layer = image.layers().get(i);
      LayerFacts.Sizes sizes = folded.sizes().get(i);
      summaries.add(
          new Inventory.LayerSummary(
              layer.digest() == null ? "" : layer.digest().toString(),
              layer.diffId() == null ? "" : layer.diffId().toString(),
              CreatedBy.tidy(layer.createdBy()),
              sizes.stored() >= 0 ? sizes.stored() : layer.storedSize(),
              sizes.unpacked(),
              sizes.entries()));
    }
    return summaries;
  }

  /** A folder's files came with no layer. */
  private static Inventory withoutLayers(FoldedImage folded) {
    List<Package> packages = new ArrayList<>(folded.packages().size());
    for (Package each : folded.packages()) {
      packages.add(Packages.placed(each, -1, each.ownedBy()));
    }
    List<Problem> problems = new ArrayList<>(folded.problems().size());
    for (Problem each : folded.problems()) {
      problems.add(new Problem(each.path(), -1, each.text()));
    }
    return new Inventory(folded.distribution(), packages, List.of(), problems);
  }
}
