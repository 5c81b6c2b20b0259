package dev.plinth.http;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections whose answer's head takes too long in all: a server that sends one byte of a
 * header now and then never runs into the limit on silence.
 */
final class Watchdog {
  private static final DelayQueue<Watched> QUEUE = new DelayQueue<>();
  private static @Nullable Thread thread;

  private Watchdog() {}

  /** One exchange; close it when its head is there. */
  static final class Watched implements Delayed, AutoCloseable {
    private final long deadline;
    private final Runnable cut;
    private boolean done;
    private boolean late;

    private Watched(long deadline, Runnable cut) {
      this.deadline = deadline;
      this.cut = cut;
    }

    private synchronized void expire() {
      if (!done) {
        late = true;
        cut.run();
      }
    }

    /** True when the connection was cut. */
    synchronized boolean isLate() {
      return late;
    }

    @Override
    public void close() {
      synchronized (this) {
        done = true;
      }
      QUEUE.remove(this);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  /** Runs that after so long unless it is closed before. */
  static Watched watch(long nanos, Runnable cut) {
    Watched watched = new Watched(System.nanoTime() + nanos, cut);
    QUEUE.add(watched);
    start();
    return watched;
  }

  private static synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("plinth-http-watchdog").start(Watchdog::run);
    }
  }

  private static void run() {
    while (true) {
      try {
        QUEUE.take().expire();
      } catch (InterruptedException e) {
        // nobody interrupts it: it ends with the process
      }
    }
  }
}
