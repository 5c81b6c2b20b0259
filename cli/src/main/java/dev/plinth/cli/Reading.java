package dev.plinth.cli;

import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.oci.source.ImageOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a target is read.
 *
 * @param cache where layer facts are kept, null when nothing is to be kept
 * @param includeDevelopment whether what only serves to build or test is judged as well
 */
record Reading(ImageOptions options, @Nullable FactsCache cache, boolean includeDevelopment) {
  /** What ships alone is judged. */
  Reading(ImageOptions options, @Nullable FactsCache cache) {
    this(options, cache, false);
  }
}
