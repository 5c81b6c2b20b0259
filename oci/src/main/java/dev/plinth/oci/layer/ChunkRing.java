package dev.plinth.oci.layer;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded run of buffers between one producer and a few consumers, each of which sees all of them
 * in order. A buffer is filled again when every consumer has released it: that is the
 * back-pressure, and the bound on memory.
 */
final class ChunkRing {
  private final ByteBuffer[] slots;
  private final long[] released;
  private long published;
  private boolean ended;
  private boolean stopped;

  /** Buffers of that size, from that arena. */
  ChunkRing(Arena arena, int count, int size, int consumers) {
    slots = new ByteBuffer[count];
    for (int i = 0; i < count; i++) {
      slots[i] = arena.allocate(size, 64).asByteBuffer();
    }
    released = new long[consumers];
  }

  /** The producer's next buffer, cleared; null when everything was stopped. */
  synchronized @Nullable ByteBuffer acquire() throws InterruptedException {
    while (!stopped && published - slowest() == slots.length) {
      wait();
    }
    return stopped ? null : slots[(int) (published % slots.length)].clear();
  }

  /** The buffer last acquired is filled, up to its limit. */
  synchronized void publish() {
    published++;
    notifyAll();
  }

  /** Nothing more is produced. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Something failed: nobody gets anything from now on. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /**
   * That consumer's next buffer, a view of its own; null at the end.
   *
   * @throws StoppedException when everything was stopped
   */
  synchronized @Nullable ByteBuffer take(int consumer)
      throws InterruptedException, StoppedException {
    while (!stopped && !ended && published == released[consumer]) {
      wait();
    }
    if (stopped) {
      throw new StoppedException();
    }
    return published == released[consumer]
        ? null
        : slots[(int) (released[consumer] % slots.length)].duplicate();
  }

  /** That consumer is done with the buffer it took. */
  synchronized void release(int consumer) {
    released[consumer]++;
    notifyAll();
  }

  private long slowest() {
    long slowest = released[0];
    for (long one : released) {
      slowest = Math.min(slowest, one);
    }
    return slowest;
  }

  /** Another part failed; its failure is the one to report. */
  static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopped", null, false, false);
    }
  }
}
