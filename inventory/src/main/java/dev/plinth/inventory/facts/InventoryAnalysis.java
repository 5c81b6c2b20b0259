package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.LayerAnalysis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns the facts of one image's layers: from the cache where they are known, else by reading. */
public final class InventoryAnalysis implements LayerAnalysis<LayerFacts> {
  private final List<Cataloguer> cataloguers;
  private final @Nullable FactsCache cache;
  private final long readerVersion;
  private final MemoryBudget budget = new MemoryBudget();

  /**
   * For one image: what is learnt counts against one budget of memory.
   *
   * @param cataloguers asked in this order
   * @param cache null to read everything and keep nothing
   */
  public InventoryAnalysis(List<Cataloguer> cataloguers, @Nullable FactsCache cache) {
    this.cataloguers = List.copyOf(cataloguers);
    this.cache = cache;
    this.readerVersion = ReaderVersion.of(cataloguers);
  }

  @Override
  public @Nullable LayerFacts known(Digest digest) {
    return cache == null ? null : cache.layer(digest, readerVersion, budget);
  }

  @Override
  public Reading<LayerFacts> begin() {
    return new FactsReading(cataloguers, cache, readerVersion, budget);
  }
}
