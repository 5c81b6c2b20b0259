package dev.plinth.inventory.os;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes gathered piece by piece into chunks of 1 MiB, so that growing copies nothing and a part
 * that is aligned to its power-of-two size lies within one array.
 */
final class ChunkedBytes {
  static final int CHUNK = 1 << 20;

  private final List<byte[]> chunks = new ArrayList<>();
  private long size;

  void append(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int at = (int) (size & (CHUNK - 1));
      if (at == 0) {
        chunks.add(new byte[CHUNK]);
      }
      int part = Math.min(length - done, CHUNK - at);
      System.arraycopy(bytes, offset + done, chunks.getLast(), at, part);
      done += part;
      size += part;
    }
  }

  /** How many bytes there are. */
  long size() {
    return size;
  }

  /** The array that holds the byte at this place. */
  byte[] chunk(long place) {
    return chunks.get((int) (place / CHUNK));
  }

  /** Where in its {@link #chunk} that byte is. */
  static int within(long place) {
    return (int) (place & (CHUNK - 1));
  }
}
