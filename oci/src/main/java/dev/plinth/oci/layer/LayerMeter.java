package dev.plinth.oci.layer;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what one layer unpacks to and stops it where a limit is passed. */
final class LayerMeter {
  private final String name;
  private final LayerBudget budget;
  private final AtomicLong stored;
  private final AtomicLong unpacked = new AtomicLong();

  /** With the stored size as far as it is known; it grows by {@link #stored} beyond that. */
  LayerMeter(String name, LayerBudget budget) {
    this.name = name;
    this.budget = budget;
    this.stored = new AtomicLong();
  }

  /** The layer is at least that large as stored. */
  void stored(long bytes) {
    stored.accumulateAndGet(bytes, Math::max);
  }

  /** So many more bytes were unpacked, or handed out as a hole's zeros. */
  void unpacked(long bytes) {
    if (!budget.unpack(bytes)) {
      throw LayerErrors.unpacked(name, budget.limits().unpackedBytes());
    }
    long total = unpacked.addAndGet(bytes);
    int ratio = budget.limits().ratioAt(total);
    if (total / ratio >= Math.max(1, stored.get())) {
      throw LayerErrors.ratio(name, ratio);
    }
  }

  /** One more entry. */
  void entry() {
    if (!budget.entry()) {
      throw LayerErrors.entries(name, budget.limits().entries());
    }
  }
}
