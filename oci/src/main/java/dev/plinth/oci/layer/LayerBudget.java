package dev.plinth.oci.layer;

import dev.plinth.oci.Limits;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the layers of one image may still use together; shared by the threads that read them.
 *
 * <p>Charges are made in large pieces, so that threads rarely meet here.
 */
public final class LayerBudget {
  private final Limits limits;
  private final AtomicLong unpacked = new AtomicLong();
  private final AtomicLong entries = new AtomicLong();

  /** For one image. */
  public LayerBudget(Limits limits) {
    this.limits = limits;
  }

  /** The limits it holds its image to. */
  public Limits limits() {
    return limits;
  }

  /** So many more bytes were unpacked; false when that is more than the image may have. */
  boolean unpack(long bytes) {
    return unpacked.addAndGet(bytes) <= limits.unpackedBytes();
  }

  /** One more entry was read; false when that is more than the image may have. */
  boolean entry() {
    return entries.incrementAndGet() <= limits.entries();
  }
}
