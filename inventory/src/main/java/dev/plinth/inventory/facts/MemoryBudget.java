package dev.plinth.inventory.facts;

import java.util.concurrent.atomic.AtomicLong;

/** What the facts of one image may take of the heap, shared by the layers that are read at once. */
final class MemoryBudget {
  /** Entry tables beyond this (or beyond 1 MiB each) are set aside in files. */
  static final long TABLES = 32L << 20;

  /** Packages, owned files and problems beyond this are an error. */
  static final long FACTS = 96L << 20;

  private final AtomicLong tables = new AtomicLong();
  private final AtomicLong facts = new AtomicLong();

  /** Whether there is room for so many more bytes of entry tables; taken when there is. */
  boolean reserveTable(long bytes) {
    if (tables.addAndGet(bytes) <= TABLES) {
      return true;
    }
    tables.addAndGet(-bytes);
    return false;
  }

  void releaseTable(long bytes) {
    tables.addAndGet(-bytes);
  }

  /** So many more bytes of facts are kept; a clear error when that is too many. */
  void keepFacts(long bytes) {
    if (facts.addAndGet(bytes) > FACTS) {
      throw FactsErrors.tooLarge("what they say of packages and their files", FACTS);
    }
  }

  /** What {@link #keepFacts} took for something that is given up. */
  void dropFacts(long bytes) {
    facts.addAndGet(-bytes);
  }
}
