package dev.plinth.inventory.os;

import dev.plinth.oci.tar.ContentConsumer;
import java.util.Arrays;

/** Gathers a file that is small by limit, to be read at once. */
abstract class WholeFile implements ContentConsumer {
  private final int limit;
  private byte[] bytes = new byte[512];
  private int size;
  private boolean cut;

  /**
   * @param limit bytes that are kept
   */
  WholeFile(int limit) {
    this.limit = limit;
  }

  /**
   * The content.
   *
   * @param cut true when the file was longer than the limit
   */
  abstract void content(byte[] content, boolean cut);

  @Override
  public final boolean accept(byte[] buffer, int offset, int length) {
    int taken = Math.min(length, limit - size);
    if (size + taken > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(size + taken, 2 * bytes.length)));
    }
    System.arraycopy(buffer, offset, bytes, size, taken);
    size += taken;
    cut |= taken < length;
    return !cut;
  }

  @Override
  public final void end() {
    content(Arrays.copyOf(bytes, size), cut);
  }
}
