package dev.plinth.inventory.language;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes that several readers share. Nobody waits for it: who gets none reads in another
 * way. What a reader that was abandoned without a word had reserved comes back once the reader is
 * no longer reachable.
 */
final class MemoryBudget {
  private long left;
  private final List<Holding> holdings = new ArrayList<>();

  MemoryBudget(long bytes) {
    this.left = bytes;
  }

  /** One reader's share. */
  static final class Reservation {
    private final Holding holding;

    private Reservation(Holding holding) {
      this.holding = holding;
    }
  }

  private static final class Holding {
    private long bytes;
    private @Nullable WeakReference<Reservation> owner;
  }

  /** A new share of nothing; kept by the reader as long as it uses what it reserves. */
  Reservation open() {
    Holding holding = new Holding();
    Reservation reservation = new Reservation(holding);
    holding.owner = new WeakReference<>(reservation);
    return reservation;
  }

  /** So many bytes more; false, and nothing changes, when they are not to be had. */
  synchronized boolean reserve(Reservation reservation, long bytes) {
    if (bytes > left) {
      reclaim();
      if (bytes > left) {
        return false;
      }
    }
    left -= bytes;
    if (reservation.holding.bytes == 0) {
      holdings.add(reservation.holding);
    }
    reservation.holding.bytes += bytes;
    return true;
  }

  /** Gives back so many bytes. */
  synchronized void release(Reservation reservation, long bytes) {
    Holding holding = reservation.holding;
    left += bytes;
    holding.bytes -= bytes;
    if (holding.bytes == 0) {
      holdings.remove(holding);
    }
  }

  /** Gives back all of the share. */
  void releaseAll(Reservation reservation) {
    release(reservation, reservation.holding.bytes);
  }

  private void reclaim() {
    for (Iterator<Holding> all = holdings.iterator(); all.hasNext(); ) {
      Holding holding = all.next();
      if (holding.owner == null || holding.owner.get() == null) {
        left += holding.bytes;
        all.remove();
      }
    }
  }

  /** What is left, in bytes. */
  synchronized long left() {
    return left;
  }
}
