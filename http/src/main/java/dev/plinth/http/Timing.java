package dev.plinth.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Clock, sleep and chance, so that tests decide about them. */
public interface Timing {
  /** The machine's own. */
  Timing SYSTEM =
      new Timing() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }

        @Override
        public double chance() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };

  /** What time it is. */
  Instant now();

  /** As {@link System#nanoTime}: only differences mean anything. */
  long nanos();

  /** Waits. */
  void sleep(Duration duration) throws InterruptedException;

  /** From 0 to below 1. */
  double chance();
}
