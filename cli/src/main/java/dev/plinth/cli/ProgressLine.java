package dev.plinth.cli;

import dev.plinth.foundation.ByteSize;
import dev.plinth.oci.source.ImageOptions;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One line on the terminal that says how far reading has come; it is wiped when done. Shows nothing
 * before half a second has passed, so that quick work does not flicker.
 */
final class ProgressLine implements ImageOptions.Progress, AutoCloseable {
  private static final long FIRST_NANOS = 500_000_000;
  private static final long STEP_NANOS = 100_000_000;

  private final PrintStream err;
  private final int columns;
  private final long start = System.nanoTime();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong nextShown = new AtomicLong(start + FIRST_NANOS);
  private final AtomicInteger done = new AtomicInteger();
  private volatile int layers;
  private volatile long total = -1;
  private volatile boolean shown;

  ProgressLine(PrintStream err, int columns) {
    this.err = err;
    this.columns = columns;
  }

  /** A line on a terminal that wants one, else silence. */
  static ImageOptions.Progress of(Console console, boolean quiet) {
    return quiet || !console.progress()
        ? ImageOptions.Progress.SILENT
        : new ProgressLine(console.err(), console.columns());
  }

  /** Wipes the line of a progress that has one. */
  static void finish(ImageOptions.Progress progress) {
    if (progress instanceof ProgressLine line) {
      line.close();
    }
  }

  @Override
  public void started(int layerCount, long storedBytes) {
    layers = layerCount;
    total = storedBytes;
  }

  @Override
  public void advanced(long storedBytes) {
    read.addAndGet(storedBytes);
    show();
  }

  @Override
  public void layerDone(boolean known) {
    done.incrementAndGet();
    show();
  }

  private void show() {
    long now = System.nanoTime();
    long due = nextShown.get();
    if (now < due || !nextShown.compareAndSet(due, now + STEP_NANOS)) {
      return;
    }
    StringBuilder line = new StringBuilder("reading ");
    if (layers > 0) {
      line.append(done.get()).append('/').append(layers).append(" layers, ");
    }
    line.append(ByteSize.of(read.get()));
    if (total > 0) {
      line.append(" of ").append(ByteSize.of(total));
    }
    if (line.length() > columns - 1) {
      line.setLength(columns - 1);
    }
    shown = true;
    err.print("\r\u001b[K" + line);
    err.flush();
  }

  @Override
  public void close() {
    nextShown.set(Long.MAX_VALUE);
    if (shown) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
