package dev.plinth.oci.source;

import dev.plinth.oci.tar.TarCursor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The content of the archive's current entry. Whoever reads it may leave off anywhere, and be
 * reading still in another thread: after {@link #detach} nothing more is taken from the archive.
 */
final class EntryStream extends InputStream {
  private final TarCursor cursor;
  private final byte[] head;
  private int position;
  private boolean detached;

  /** The content, of which the first bytes were taken already. */
  EntryStream(TarCursor cursor, byte[] head) {
    this.cursor = cursor;
    this.head = Arrays.copyOf(head, head.length);
  }

  synchronized void detach() {
    detached = true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
    if (detached || length == 0) {
      return detached ? -1 : 0;
    }
    if (position < head.length) {
      int part = Math.min(length, head.length - position);
      System.arraycopy(head, position, buffer, offset, part);
      position += part;
      return part;
    }
    return cursor.read(buffer, offset, length);
  }
}
