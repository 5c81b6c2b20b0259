package dev.plinth.oci.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What is being read, so that closing it from another thread makes the reading fail at once. */
final class Cancellation {
  private final Set<Closeable> open = new HashSet<>();
  private boolean cancelled;

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** True when it may be read; false, and closed, when reading was given up before. */
  synchronized boolean register(Closeable reading) {
    if (cancelled) {
      close(reading);
      return false;
    }
    open.add(reading);
    return true;
  }

  synchronized void release(Closeable reading) {
    open.remove(reading);
  }

  synchronized void cancel() {
    cancelled = true;
    for (Closeable reading : open) {
      close(reading);
    }
    open.clear();
  }

  static void close(Closeable reading) {
    try {
      reading.close();
    } catch (IOException e) {
      // nothing was written to it, so nothing can be lost
    }
  }
}
