package dev.plinth.oci.tar;

import dev.plinth.oci.source.Limits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tar by asking for its entries one after the other, for archives around layers, where what
 * matters is where each entry's content lies. The grammar is in {@link TarHeaders}.
 *
 * <p>Not for several threads at once.
 */
public final class TarCursor {

  /** Where the archive's bytes come from. */
  public interface Source {
    /** As {@link java.io.InputStream#read(byte[], int, int)}. */
    int read(byte[] buffer, int offset, int length) throws IOException;

    /** Passes over so many bytes; fewer only at the end. Returns how many. */
    long skip(long bytes) throws IOException;
  }

  private final TarHeaders headers;
  private final Source source;
  private final byte[] block = new byte[TarHeaders.BLOCK];
  private long position;
  private long stored;
  private long left;
  private long padding;
  private boolean ended;

  /** Walks what comes from there. */
  public TarCursor(Limits limits, long maxEntries, Source source) {
    this.headers = new TarHeaders(limits, maxEntries, (path, problem) -> {});
    this.source = source;
  }

  /**
   * The next entry, what is left of the last one passed over; null at the archive's end.
   *
   * @throws dev.plinth.foundation.PlinthException PLINTH-TAR-… where the archive is damaged or
   *     exceeds a limit
   */
  public @Nullable TarEntry next() throws IOException {
    if (ended) {
      return null;
    }
    pass(left, padding);
    left = 0;
    padding = 0;
    while (true) {
      int filled = 0;
      while (filled < block.length) {
        int read = source.read(block, filled, block.length - filled);
        if (read < 0) {
          break;
        }
        filled += read;
      }
      position += filled;
      if (filled == 0) {
        headers.end(position);
        ended = true;
        return null;
      }
      if (filled < block.length) {
        throw TarErrors.truncated("a header", position);
      }
      switch (headers.block(block, position - block.length)) {
        case MORE -> {}
        case SKIP -> pass(headers.stored(), 0);
        case ENTRY -> {
          stored = headers.stored();
          left = stored;
          padding = -stored & (TarHeaders.BLOCK - 1);
          return headers.entry();
        }
        case END -> {
          ended = true;
          return null;
        }
      }
    }
  }

  private void pass(long content, long pad) throws IOException {
    long passed = content + pad == 0 ? 0 : source.skip(content + pad);
    position += passed;
    if (passed < content) {
      throw TarErrors.truncated("the content of an entry", position);
    }
  }

  /** Where the entry's content goes on, in bytes from the archive's start. */
  public long position() {
    return position;
  }

  /** How many bytes the archive has for the entry. */
  public long stored() {
    return stored;
  }

  /** True when those bytes are a sparse file's pieces, not its content as it is. */
  public boolean isSparse() {
    return headers.sparse() != null;
  }

  /**
   * The next bytes of the entry's content.
   *
   * @return how many, -1 at the content's end
   * @throws dev.plinth.foundation.PlinthException PLINTH-TAR-TRUNCATED when the archive ends before
   */
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = source.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw TarErrors.truncated("the content of an entry", position);
    }
    position += read;
    left -= read;
    return read;
  }
}
