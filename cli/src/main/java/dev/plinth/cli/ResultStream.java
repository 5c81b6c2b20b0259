package dev.plinth.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why writing failed, which a {@link PrintStream} forgets: a reader
 * that has seen enough ({@code plinth scan … | head}) is no failure, a full disk is one. Buffered;
 * in UTF-8.
 */
final class ResultStream extends PrintStream {
  private final Watched watched;

  ResultStream(OutputStream to) {
    this(new Watched(to));
  }

  private ResultStream(Watched watched) {
    super(new BufferedOutputStream(watched, 1 << 13), false, StandardCharsets.UTF_8);
    this.watched = watched;
  }

  /** Why writing failed, after all has been written; null when it did not. */
  @Nullable IOException failure() {
    flush();
    return watched.failure;
  }

  /** Whether that means that the reader has gone: EPIPE, as every system names it. */
  static boolean readerGone(IOException failure) {
    return String.valueOf(failure.getMessage()).contains("Broken pipe");
  }

  private static final class Watched extends OutputStream {
    private final OutputStream to;
    private @Nullable IOException failure;

    Watched(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failure != null) {
        throw failure;
      }
      try {
        to.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      if (failure == null) {
        to.flush();
      }
    }
  }
}
