package dev.plinth.cli;

import dev.plinth.advisories.update.UpdateListener;
import dev.plinth.advisories.update.UpdateReport;
import dev.plinth.foundation.ByteSize;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line on the terminal that says how far each feed has come. */
final class FeedProgress implements UpdateListener, AutoCloseable {
  private static final long STEP_NANOS = 100_000_000;

  private final PrintStream err;
  private final int columns;
  private final Map<String, Long> bytes = new LinkedHashMap<>();
  private final Map<String, Long> records = new LinkedHashMap<>();
  private long nextShown = System.nanoTime() + 3 * STEP_NANOS;
  private boolean shown;

  FeedProgress(Console console) {
    this.err = console.err();
    this.columns = console.columns();
  }

  @Override
  public synchronized void fetched(String feed, long more) {
    bytes.merge(feed, more, Long::sum);
    show();
  }

  @Override
  public synchronized void read(String feed, long read) {
    records.put(feed, read);
    show();
  }

  @Override
  public synchronized void finished(UpdateReport.Result result) {
    bytes.remove(result.id());
    records.remove(result.id());
    show();
  }

  private void show() {
    long now = System.nanoTime();
    if (now - nextShown < 0) {
      return;
    }
    nextShown = now + STEP_NANOS;
    StringBuilder line = new StringBuilder();
    records.forEach((feed, read) -> part(line, feed + " " + DbText.count(read) + " records"));
    bytes.forEach((feed, read) -> {
      if (!records.containsKey(feed)) {
        part(line, feed + " " + ByteSize.of(read));
      }
    });
    if (line.length() > columns - 1) {
      line.setLength(columns - 1);
    }
    shown = true;
    err.print("\r\u001b[K" + line);
    err.flush();
  }

  private static void part(StringBuilder line, String text) {
    line.append(line.isEmpty() ? "" : ", ").append(text);
  }

  @Override
  public synchronized void close() {
    nextShown = Long.MAX_VALUE;
    if (shown) {
      err.print("\r\u001b[K");
      err.flush();
      shown = false;
    }
  }
}
