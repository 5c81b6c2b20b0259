package dev.plinth.cli;

import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.oci.source.ImageOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a target is read.
 *
 * @param cache where layer facts are kept, null when nothing is to be kept
 */
record Reading(ImageOptions options, @Nullable FactsCache cache) {}
