package dev.plinth.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that is divided among as many threads as there are processors. */
final class Workers {
  /** Rules go deep into nested texts. */
  private static final long STACK = 8 << 20;

  private Workers() {}

  /** A stretch of the work. */
  interface Stretch {
    void run(int from, int to);
  }

  /**
   * Does all of it before it returns.
   *
   * @param count how many pieces
   * @param together how many a thread takes at a time
   */
  static void each(int count, int together, Stretch stretch) {
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    Throwable[] failure = new Throwable[1];
    int wanted = Math.min((count + together - 1) / together, processors());
    for (int i = 0; i < wanted; i++) {
      Thread thread =
          new Thread(
              null,
              () -> {
                for (int at = next.getAndAdd(together); at < count; at = next.getAndAdd(together)) {
                  stretch.run(at, Math.min(count, at + together));
                }
              },
              "lint",
              STACK);
      thread.setUncaughtExceptionHandler((_, e) -> {
        synchronized (failure) {
          failure[0] = e;
        }
      });
      thread.start();
      threads.add(thread);
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (failure) {
      if (failure[0] instanceof Error error) {
        throw error;
      }
      if (failure[0] != null) {
        throw new IllegalStateException(failure[0]);
      }
    }
  }

  private static int processors() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }
}
