package dev.plinth.oci.tar;

import dev.plinth.oci.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar by pulling: the next entry, then its content as a stream. For the outer archives of
 * images; layers are pushed through {@link TarReader}. The grammar is in {@link TarHeaders}.
 *
 * <p>Content that is not read is skipped by {@link InputStream#skip}, so a stream over a file
 * should seek. The stream given is not closed. Not for several threads at once; but while one
 * thread waits, another may read the content.
 */
public final class TarStream {
  private final InputStream in;
  private final TarHeaders headers;
  private final byte[] block = new byte[TarHeaders.BLOCK];
  private long position;
  private @Nullable Content content;
  private boolean ended;

  /**
   * Reads from there.
   *
   * @param maxEntries how many entries the archive may have
   */
  public TarStream(InputStream in, Limits limits, long maxEntries) {
    this(in, limits, maxEntries, (path, problem) -> {});
  }

  /** As above, told of what is odd: the entry's path, empty for the archive, and a sentence. */
  public TarStream(
      InputStream in, Limits limits, long maxEntries, BiConsumer<String, String> problems) {
    this.in = in;
    this.headers = new TarHeaders(limits, maxEntries, problems);
  }

  /**
   * The next entry, null at the archive's end. The content of the one before is gone.
   *
   * @throws dev.plinth.foundation.PlinthException PLINTH-TAR-… where the archive is damaged or
   *     exceeds a limit
   */
  public @Nullable TarEntry next() throws IOException {
    if (content != null) {
      content.leave();
      content = null;
    }
    while (!ended) {
      int filled = in.readNBytes(block, 0, TarHeaders.BLOCK);
      position += filled;
      if (filled == 0) {
        headers.end(position);
        ended = true;
        return null;
      }
      if (filled < TarHeaders.BLOCK) {
        throw TarErrors.truncated("a header", position);
      }
      switch (headers.block(block, position - TarHeaders.BLOCK)) {
        case MORE -> {}
        case SKIP -> pass(headers.stored(), 0);
        case END -> ended = true;
        case ENTRY -> {
          content = new Content(headers.stored(), headers.sparse());
          return headers.entry();
        }
      }
    }
    return null;
  }

  /** The current entry's content, the holes of sparse files as zeros; closing it does nothing. */
  public InputStream content() {
    if (content == null) {
      throw new IllegalStateException("no entry");
    }
    return content;
  }

  /**
   * Where the current entry's content starts in the archive, in bytes; -1 when it is not stored in
   * one piece (a sparse file).
   */
  public long contentOffset() {
    return content == null || content.sparse != null ? -1 : content.start;
  }

  /**
   * True when {@link #next} met the zeros that mark the archive's end; without them, which the
   * readers of engines do not ask for, it may also be cut off between two entries.
   */
  public boolean endMarked() {
    return headers.zeroSeen();
  }

  /** How much of the archive was read, in bytes. */
  public long position() {
    return position;
  }

  /** Passes over so many bytes and the padding after them, which may be missing at the end. */
  private void pass(long bytes, long padding) throws IOException {
    long left = bytes;
    while (left > 0) {
      // a file can be skipped beyond its end: reading the last byte shows that it is there
      long skipped = left == 1 ? 0 : in.skip(left - 1);
      if (skipped <= 0) {
        if (in.read() < 0) {
          throw TarErrors.truncated("the content of a file", position);
        }
        skipped = 1;
      }
      left -= skipped;
      position += skipped;
    }
    position += in.readNBytes(block, 0, (int) padding);
  }

  private final class Content extends InputStream {
    private final long start = position;
    private final @Nullable SparseMap sparse;
    private final long size;
    private long left;
    private final long padding;
    private long at;
    private int piece;

    Content(long stored, @Nullable SparseMap sparse) {
      this.sparse = sparse;
      this.left = stored;
      this.padding = -stored & (TarHeaders.BLOCK - 1);
      this.size = sparse == null ? stored : sparse.size();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (content != this || at == size) {
        return -1;
      }
      long run = size - at;
      boolean hole = false;
      if (sparse != null) {
        while (piece < sparse.count() && sparse.offset(piece) + sparse.length(piece) <= at) {
          piece++;
        }
        boolean last = piece == sparse.count();
        hole = last || at < sparse.offset(piece);
        if (!last) {
          run = hole ? sparse.offset(piece) - at : sparse.offset(piece) + sparse.length(piece) - at;
        }
      }
      int part = (int) Math.min(run, length);
      if (hole) {
        Arrays.fill(target, offset, offset + part, (byte) 0);
      } else {
        part = in.read(target, offset, part);
        if (part < 0) {
          throw TarErrors.truncated("the content of a file", position);
        }
        position += part;
        left -= part;
      }
      at += part;
      return part;
    }

    @Override
    public long skip(long count) throws IOException {
      if (sparse != null || content != this) {
        return super.skip(count);
      }
      long part = Math.clamp(count, 0, left);
      pass(part, 0);
      left -= part;
      at += part;
      return part;
    }

    /** Passes over what was not read. */
    void leave() throws IOException {
      pass(left, padding);
      left = 0;
    }
  }
}
