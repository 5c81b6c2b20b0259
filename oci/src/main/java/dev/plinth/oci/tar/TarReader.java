package dev.plinth.oci.tar;

import dev.plinth.oci.Limits;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar that is pushed to it in pieces of any size; the grammar is in {@link TarHeaders}.
 *
 * <p>Content nobody wants is passed over by moving a position, so that gigabytes of it cost next to
 * nothing; only headers and wanted content are copied out of native memory. After the archive's end
 * everything is taken and ignored.
 *
 * <p>Not for several threads at once. After an exception it is of no further use.
 */
public final class TarReader {
  private static final int BUFFER = 1 << 16;
  private static final byte[] ZEROS = new byte[BUFFER];

  private enum State {
    HEADER,
    CONTENT,
    SKIP,
    AFTER
  }

  private final TarHeaders headers;
  private final LayerVisitor visitor;
  private final LongConsumer holes;
  private final byte[] block = new byte[TarHeaders.BLOCK];
  private byte[] buffer = {};

  private State state = State.HEADER;
  private long position;
  private int filled;

  private @Nullable ContentConsumer consumer;
  private long left;
  private long padding;
  private @Nullable SparseMap sparse;
  private int piece;
  private long pieceLeft;
  private long logical;

  /**
   * Reads to that visitor.
   *
   * @param maxEntries how many entries the archive may have
   * @param holes told of the bytes of holes before they are handed out as zeros: nothing is stored
   *     for them, so they must be limited by who owns the budget
   */
  public TarReader(Limits limits, long maxEntries, LayerVisitor visitor, LongConsumer holes) {
    this.headers = new TarHeaders(limits, maxEntries, visitor::problem);
    this.visitor = visitor;
    this.holes = holes;
  }

  /** How many entries were seen. */
  public long entries() {
    return headers.entries();
  }

  /**
   * Takes all that remains in the buffer, which may be of any kind.
   *
   * @throws dev.plinth.foundation.PlinthException PLINTH-TAR-… where the archive is damaged or
   *     exceeds a limit
   */
  public void feed(ByteBuffer chunk) {
    while (chunk.hasRemaining()) {
      switch (state) {
        case HEADER -> header(chunk);
        case CONTENT -> content(chunk);
        case SKIP -> {
          skip(chunk, left);
          if (left == 0) {
            state = State.HEADER;
          }
        }
        case AFTER -> {
          position += chunk.remaining();
          chunk.position(chunk.limit());
        }
      }
    }
  }

  /**
   * Nothing more comes.
   *
   * @throws dev.plinth.foundation.PlinthException PLINTH-TAR-TRUNCATED when more had to come
   */
  public void finish() {
    switch (state) {
      case HEADER -> {
        if (filled > 0) {
          throw TarErrors.truncated("a header", position);
        }
        headers.end(position);
      }
      case CONTENT -> throw TarErrors.truncated("the content of a file", position);
      case SKIP -> {
        if (left > padding) {
          throw TarErrors.truncated("content", position);
        }
      }
      case AFTER -> {}
    }
  }

  private void header(ByteBuffer chunk) {
    int part = Math.min(TarHeaders.BLOCK - filled, chunk.remaining());
    chunk.get(block, filled, part);
    filled += part;
    position += part;
    if (filled < TarHeaders.BLOCK) {
      return;
    }
    filled = 0;
    switch (headers.block(block, position - TarHeaders.BLOCK)) {
      case MORE -> {}
      case ENTRY -> begin();
      case SKIP -> {
        left = headers.stored();
        padding = 0;
        state = left == 0 ? State.HEADER : State.SKIP;
      }
      case END -> state = State.AFTER;
    }
  }

  private void begin() {
    TarEntry entry = headers.entry();
    left = headers.stored();
    padding = -left & (TarHeaders.BLOCK - 1);
    sparse = headers.sparse();
    consumer = visitor.entry(entry);
    if (consumer != null && entry.type() != EntryType.FILE) {
      consumer.end();
      consumer = null;
    }
    if (sparse != null) {
      piece = 0;
      logical = 0;
      pieceLeft = 0;
      holesUpToNextPiece();
    }
    next();
  }

  /** Chooses what comes after content was taken or declined. */
  private void next() {
    if (left > 0 && consumer != null) {
      state = State.CONTENT;
      return;
    }
    if (consumer != null) {
      consumer.end();
      consumer = null;
    }
    left += padding;
    state = left == 0 ? State.HEADER : State.SKIP;
  }

  private void content(ByteBuffer chunk) {
    long wanted = sparse == null ? left : Math.min(left, pieceLeft);
    int part = (int) Math.min(wanted, chunk.remaining());
    left -= part;
    position += part;
    deliver(chunk, part);
    if (sparse != null) {
      pieceLeft -= part;
      logical += part;
      if (pieceLeft == 0) {
        holesUpToNextPiece();
      }
    }
    if (left == 0 || consumer == null) {
      next();
    }
  }

  private void deliver(ByteBuffer chunk, int length) {
    if (chunk.hasArray()) {
      int at = chunk.position();
      chunk.position(at + length);
      accept(chunk.array(), chunk.arrayOffset() + at, length);
      return;
    }
    if (buffer.length == 0) {
      buffer = new byte[BUFFER];
    }
    int rest = length;
    while (rest > 0 && consumer != null) {
      int part = Math.min(rest, BUFFER);
      chunk.get(buffer, 0, part);
      rest -= part;
      accept(buffer, 0, part);
    }
    chunk.position(chunk.position() + rest);
  }

  private void accept(byte[] bytes, int offset, int length) {
    if (consumer != null && !consumer.accept(bytes, offset, length)) {
      consumer.end();
      consumer = null;
    }
  }

  /** Hands out the hole before the next piece that is not empty, or before the file's end. */
  private void holesUpToNextPiece() {
    SparseMap map = sparse;
    if (map == null) {
      return;
    }
    while (piece < map.count() && map.length(piece) == 0) {
      piece++;
    }
    long end = piece < map.count() ? map.offset(piece) : map.size();
    while (logical < end && consumer != null) {
      int part = (int) Math.min(end - logical, BUFFER);
      holes.accept(part);
      accept(ZEROS, 0, part);
      logical += part;
    }
    logical = end;
    if (piece < map.count()) {
      pieceLeft = map.length(piece++);
    }
  }

  private void skip(ByteBuffer chunk, long length) {
    int part = (int) Math.min(length, chunk.remaining());
    chunk.position(chunk.position() + part);
    left -= part;
    position += part;
  }
}
