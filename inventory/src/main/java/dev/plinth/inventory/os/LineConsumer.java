package dev.plinth.inventory.os;

import dev.plinth.oci.tar.ContentConsumer;
import java.util.Arrays;

/**
 * Splits content that arrives in pieces into lines (ended by LF, a CR before it dropped; the last
 * may lack its end). A line that lies within one piece is handed over in place. Lines longer than
 * the limit are cut, wherever the pieces end, so that memory is bounded whatever the content.
 */
abstract class LineConsumer implements ContentConsumer {
  private final int limit;
  private byte[] carry = new byte[256];
  private int carried;
  private boolean cut;
  private boolean stopped;
  private long number;

  /**
   * @param limit bytes of a line that are kept
   */
  LineConsumer(int limit) {
    this.limit = limit;
  }

  /**
   * One line; the array is only valid during the call.
   *
   * @param cut true when the line was longer than the limit
   * @return false when enough was seen
   */
  abstract boolean line(byte[] bytes, int offset, int length, boolean cut);

  /** All lines were seen, or enough of them. */
  abstract void done();

  /** The 1-based number of the line last handed over, in all the content so far. */
  final long number() {
    return number;
  }

  @Override
  public final boolean accept(byte[] buffer, int offset, int length) {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end && !stopped; i++) {
      if (buffer[i] == '\n') {
        if (carried > 0 || cut) {
          carry(buffer, start, i - start);
          hand(carry, 0, carried, cut);
          carried = 0;
          cut = false;
        } else {
          int size = i - start;
          hand(buffer, start, Math.min(size, limit), size > limit);
        }
        start = i + 1;
      }
    }
    if (!stopped) {
      carry(buffer, start, end - start);
    }
    return !stopped;
  }

  @Override
  public final void end() {
    if (!stopped && (carried > 0 || cut)) {
      hand(carry, 0, carried, cut);
    }
    done();
  }

  private void carry(byte[] buffer, int offset, int length) {
    int taken = Math.min(length, limit - carried);
    if (taken < length) {
      cut = true;
    }
    if (carried + taken > carry.length) {
      carry = Arrays.copyOf(carry, Math.min(limit, Math.max(carried + taken, 2 * carry.length)));
    }
    System.arraycopy(buffer, offset, carry, carried, taken);
    carried += taken;
  }

  private void hand(byte[] bytes, int offset, int length, boolean lineCut) {
    number++;
    int size = length;
    if (!lineCut && size > 0 && bytes[offset + size - 1] == '\r') {
      size--;
    }
    stopped = !line(bytes, offset, size, lineCut);
  }
}
