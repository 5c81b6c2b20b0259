package dev.plinth.http.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A body of stated length: RFC 9112 § 6.3. */
final class LengthBody extends InputStream {
  private final InputStream in;
  private final long length;
  private long left;

  LengthBody(InputStream in, long length) {
    this.in = in;
    this.length = length;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int wanted) throws IOException {
    Objects.checkFromIndexSize(from, wanted, into.length);
    if (wanted == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int count = in.read(into, from, (int) Math.min(wanted, left));
    if (count < 0) {
      throw new EOFException("it ends after " + (length - left) + " of " + length + " bytes");
    }
    left -= count;
    return count;
  }
}
