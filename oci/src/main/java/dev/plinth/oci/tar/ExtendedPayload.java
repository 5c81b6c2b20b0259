package dev.plinth.oci.tar;

import java.util.Arrays;

/** The content of an extended header, gathered block by block. */
final class ExtendedPayload {
  private byte type;
  private byte[] bytes = {};
  private int length;
  private int filled;
  private long position;

  /**
   * Begins another.
   *
   * @param type the header's type flag
   * @param length in bytes
   * @param position of the header in the archive, for messages
   */
  void begin(byte type, int length, long position) {
    this.type = type;
    this.length = length;
    this.position = position;
    filled = 0;
  }

  /** Takes the next block; true when all is there. */
  boolean take(byte[] block) {
    int part = Math.min(TarHeaders.BLOCK, length - filled);
    if (bytes.length < filled + part) {
      // grows with what is there, not with what is claimed
      bytes = Arrays.copyOf(bytes, Math.max(2 * TarHeaders.BLOCK, 2 * bytes.length));
    }
    System.arraycopy(block, 0, bytes, filled, part);
    filled += part;
    return filled == length;
  }

  byte type() {
    return type;
  }

  /** Its first {@link #length} bytes are the content; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  long position() {
    return position;
  }
}
