package dev.plinth.inventory.facts;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.profile.ImageProfile;
import java.util.List;

/**
 * What the layers of an image give together. It depends on the layers and the readers' versions
 * alone, not on what the image's configuration says of them.
 *
 * @param packages sorted as an inventory wants them
 * @param sizes of each layer, from the base upwards
 * @param profile what it is, by its files
 */
record FoldedImage(
    Distribution distribution,
    List<Package> packages,
    List<Problem> problems,
    List<LayerFacts.Sizes> sizes,
    ImageProfile profile) {}
