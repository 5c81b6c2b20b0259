package dev.plinth.advisories.debian;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a stream, which stays open. */
final class Bounded extends FilterInputStream {
  private final String missing;
  private long left;

  /**
   * @param left where the stream ends for its reader, or else what it must not exceed
   * @param missing what to say where the stream itself ends before; empty where it may
   */
  Bounded(InputStream in, long left, String missing) {
    super(in);
    this.left = left;
    this.missing = missing;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && missing.isEmpty()) {
      throw new DamagedArchiveException("it is larger than anything real");
    }
    if (left == 0) {
      return -1;
    }
    int read = super.read(buffer, offset, (int) Math.min(left, length));
    if (read < 0 && !missing.isEmpty()) {
      throw new DamagedArchiveException(missing);
    }
    left -= Math.max(read, 0);
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] buffer = new byte[8_192];
    long skipped = 0;
    while (skipped < wanted) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, wanted - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Leaves the stream beneath open: there is more in it. */
  @Override
  public void close() {}
}
