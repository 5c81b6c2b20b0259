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
  private final long expected;
  private long size;

  /**
   * @param expected how many bytes will come; more are refused
   */
  ChunkedBytes(long expected) {
    this.expected = expected;
  }

  /** Takes the next bytes; {@link IllegalArgumentException} when they are more than expected. */
  void append(byte[] bytes, int offset, int length) {
    if (length > expected - size) {
      throw new IllegalArgumentException("more bytes than expected");
    }
    int done = 0;
    while (done < length) {
      int at = (int) (size & (CHUNK - 1));
      if (at == 0) {
        chunks.add(new byte[(int) Math.min(CHUNK, expected - size)]);
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
