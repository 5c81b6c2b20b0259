package dev.plinth.inventory.os;

import java.lang.ref.Cleaner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Memory that large buffers of one kind may take together: layers are read in parallel, and each
 * may hold a large database. Who finds the budget spent waits for another to give back.
 */
final class MemoryBudget {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition returned = lock.newCondition();
  private final long total;
  private long free;

  /**
   * @param total bytes
   */
  MemoryBudget(long total) {
    this.total = total;
    this.free = total;
  }

  /**
   * Reserves that many bytes, waiting while others hold them.
   *
   * @return null when it is more than the budget ever is, or nothing came back within the time, or
   *     the thread was interrupted (which it still is then)
   */
  @Nullable Share reserve(long bytes, long waitSeconds) {
    if (bytes > total) {
      return null;
    }
    long left = TimeUnit.SECONDS.toNanos(waitSeconds);
    lock.lock();
    try {
      while (free < bytes) {
        if (left <= 0) {
          return null;
        }
        left = returned.awaitNanos(left);
      }
      free -= bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
    return new Share(this, bytes);
  }

  private void giveBack(long bytes) {
    lock.lock();
    try {
      free += bytes;
      returned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes not reserved now. */
  long free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A reserved part. It comes back by itself when its holder is dropped unclosed, as a reading that
   * fails midway is.
   */
  static final class Share implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Cleaner.Cleanable back;

    private Share(MemoryBudget budget, long bytes) {
      this.back = CLEANER.register(this, () -> budget.giveBack(bytes));
    }

    @Override
    public void close() {
      back.clean();
    }
  }
}
