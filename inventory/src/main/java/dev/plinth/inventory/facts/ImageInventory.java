package dev.plinth.inventory.facts;

import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.oci.source.Image;

/**
 * An image with its inventory.
 *
 * @param image what its documents say
 * @param inventory what it carries
 * @param profile what it is, by its files
 * @param allKnown whether no layer had to be read
 * @param cacheNote why facts could not be kept, a sentence for people; empty when all is well
 */
public record ImageInventory(
    Image image, Inventory inventory, ImageProfile profile, boolean allKnown, String cacheNote) {}
