package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.compress.Unpacker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a compressed archive unpacks to. A thread of its own unpacks a little ahead, so that it
 * overlaps with the reading of the layers inside.
 */
final class UnpackingStream extends InputStream {
  private static final int PIECE = 1 << 18;
  private static final int AHEAD = 4;

  /** Some bytes, or the end, or why there is none. */
  private record Piece(ByteBuffer bytes, @Nullable RuntimeException failure) {
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  }

  private final String label;
  private final InputStream stored;
  private final Compression compression;
  private final Limits limits;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private @Nullable Piece piece;

  UnpackingStream(String label, InputStream stored, Compression compression, Limits limits) {
    this.label = label;
    this.stored = stored;
    this.compression = compression;
    this.limits = limits;
    this.thread = Thread.ofPlatform().daemon().name("plinth-unpack").start(this::unpack);
  }

  private void unpack() {
    try {
      try {
        unpackAll();
        pieces.put(new Piece(Piece.NOTHING, null));
      } catch (IOException e) {
        pieces.put(new Piece(Piece.NOTHING, new UncheckedIOException(e)));
      } catch (RuntimeException e) {
        pieces.put(new Piece(Piece.NOTHING, e));
      } catch (OutOfMemoryError e) {
        pieces.put(new Piece(Piece.NOTHING, new IllegalStateException(e)));
      }
    } catch (InterruptedException e) {
      // closed: nobody waits for more
      Thread.currentThread().interrupt();
    }
  }

  private void unpackAll() throws IOException, InterruptedException {
    byte[] heap = new byte[PIECE];
    ByteBuffer in = ByteBuffer.allocateDirect(PIECE);
    ByteBuffer out = ByteBuffer.allocateDirect(PIECE);
    long read = 0;
    long unpacked = 0;
    try (Unpacker unpacker = Unpacker.of(compression)) {
      for (int n = stored.read(heap); n >= 0; n = stored.read(heap)) {
        read += n;
        in.clear();
        in.put(heap, 0, n).flip();
        boolean full;
        do {
          out.clear();
          unpacker.unpack(in, out);
          full = !out.hasRemaining();
          out.flip();
          unpacked += out.remaining();
          int ratio = limits.ratioAt(unpacked);
          if (unpacked / ratio > read) {
            throw SourceErrors.ratio(label, ratio);
          }
          if (out.hasRemaining()) {
            ByteBuffer bytes = ByteBuffer.allocate(out.remaining());
            bytes.put(out).flip();
            pieces.put(new Piece(bytes, null));
          }
        } while (in.hasRemaining() || full);
      }
      unpacker.finish();
    }
  }

  /**
   * The piece that has the next bytes; null at the end, which stays the end, as a failure stays.
   */
  private @Nullable Piece piece() throws IOException {
    Piece current = piece;
    while (current == null || !current.bytes.hasRemaining()) {
      if (current == null || current.bytes.capacity() > 0) {
        try {
          current = pieces.take();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
        piece = current;
      } else {
        switch (current.failure) {
          case null -> {
            return null;
          }
          case UncheckedIOException e -> throw new IOException(e.getMessage(), e);
          case RuntimeException e -> throw e;
        }
      }
    }
    return current;
  }

  @Override
  public int read() throws IOException {
    Piece current = piece();
    return current == null ? -1 : current.bytes.get() & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    Piece current = piece();
    if (current == null) {
      return -1;
    }
    int part = Math.min(length, current.bytes.remaining());
    current.bytes.get(buffer, offset, part);
    return part;
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    stored.close();
  }
}
