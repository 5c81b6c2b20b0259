package dev.plinth.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * A body as it comes: one that ends before its stated length, or trickles more slowly than is worth
 * waiting for, gives an {@link IOException}. {@link #close} may come from another thread: it never
 * waits, and the reader fails at its next piece.
 */
final class GuardedBody extends InputStream {
  private final InputStream in;
  private final long length;
  private final Runnable abort;
  private final Patience patience;
  private final Timing timing;
  private long position;
  private long windowStart;
  private long windowPosition;
  private boolean ended;
  private boolean reading;
  private boolean closed;

  /** A body of that stated length, -1 when it is not stated. */
  GuardedBody(InputStream in, long length, Runnable abort, HttpOptions options) {
    this.in = in;
    this.length = length;
    this.abort = abort;
    this.patience = options.patience();
    this.timing = options.timing();
    this.windowStart = timing.nanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!begin()) {
      return -1;
    }
    boolean sound = false;
    try {
      int read = in.read(buffer, offset, bounded(count));
      took(read);
      sound = true;
      return read;
    } finally {
      end(sound);
    }
  }

  /** Not more than is stated: what follows would belong to the next answer. */
  private int bounded(int count) {
    return length < 0 ? count : (int) Math.min(count, Math.max(length - position, 1));
  }

  private void took(int read) throws IOException {
    if (read < 0) {
      if (length >= 0 && position < length) {
        throw new IOException(
            "the connection ended after " + position + " of " + length + " bytes");
      }
      ended = true;
      return;
    }
    position += read;
    if (length >= 0 && position > length) {
      throw new IOException("more than the stated " + length + " bytes came");
    }
    judge();
  }

  private void judge() throws SocketTimeoutException {
    long elapsed = timing.nanos() - windowStart;
    long window = patience.window().toNanos();
    if (elapsed < window) {
      return;
    }
    double perSecond = (position - windowPosition) * 1e9 / elapsed;
    if (perSecond < patience.slowest()) {
      throw new SocketTimeoutException("less than " + patience.slowest() + " bytes a second came");
    }
    windowStart = timing.nanos();
    windowPosition = position;
  }

  private synchronized boolean begin() throws IOException {
    if (closed) {
      throw new IOException("reading was given up");
    }
    if (ended) {
      return false;
    }
    reading = true;
    return true;
  }

  private void end(boolean sound) throws IOException {
    boolean cut;
    synchronized (this) {
      reading = false;
      cut = closed || !sound;
    }
    if (cut) {
      abort.run();
      if (sound) {
        throw new IOException("reading was given up");
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (reading) {
        return; // the reader cuts the connection
      }
    }
    if (ended || position == length) {
      in.close(); // back to those kept alive
    } else {
      abort.run();
    }
  }
}
