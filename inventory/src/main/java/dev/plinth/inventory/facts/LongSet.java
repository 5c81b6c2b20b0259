package dev.plinth.inventory.facts;

/** A set of hashes that grows by doubling up to a limit. */
final class LongSet {
  private final int limit;
  private long[] slots = new long[64];
  private int size;

  /** Takes at most that many. */
  LongSet(int limit) {
    this.limit = limit;
  }

  boolean full() {
    return size >= limit;
  }

  /** Whether it was absent; call only while not {@link #full}. */
  boolean add(long hash) {
    long key = hash == 0 ? 1 : hash;
    if (!insert(slots, key)) {
      return false;
    }
    size++;
    if (size * 4L > slots.length * 3L) {
      long[] larger = new long[slots.length * 2];
      for (long slot : slots) {
        if (slot != 0) {
          insert(larger, slot);
        }
      }
      slots = larger;
    }
    return true;
  }

  boolean contains(long hash) {
    long key = hash == 0 ? 1 : hash;
    int mask = slots.length - 1;
    int i = (int) key & mask;
    while (slots[i] != 0) {
      if (slots[i] == key) {
        return true;
      }
      i = (i + 1) & mask;
    }
    return false;
  }

  private static boolean insert(long[] slots, long key) {
    int mask = slots.length - 1;
    int i = (int) key & mask;
    while (slots[i] != 0) {
      if (slots[i] == key) {
        return false;
      }
      i = (i + 1) & mask;
    }
    slots[i] = key;
    return true;
  }
}
