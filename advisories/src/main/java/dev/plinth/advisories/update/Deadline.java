package dev.plinth.advisories.update;

import java.time.Duration;

/** Until when an update may take. */
final class Deadline {
  private final long end;

  Deadline(Duration duration) {
    this.end = System.nanoTime() + duration.toNanos();
  }

  long leftNanos() {
    return Math.max(0, end - System.nanoTime());
  }

  /**
   * @throws dev.plinth.foundation.PlinthException where it has passed
   */
  void check(String what) {
    if (leftNanos() == 0 || Thread.currentThread().isInterrupted()) {
      throw UpdateErrors.time(what);
    }
  }
}
