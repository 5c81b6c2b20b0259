package dev.plinth.advisories.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and refuses more than its meter allows. */
final class MeteredStream extends FilterInputStream {
  /** Bytes unpacked of one file against its stored bytes, shared by all of its members. */
  static final class Meter {
    private static final long JUDGED_FROM = 64L << 20;

    private final FeedLimits limits;
    private long stored;
    private long unpacked;

    Meter(FeedLimits limits) {
      this.limits = limits;
    }

    /** For archives whose stored bytes are not read in order. */
    void stored(long bytes) {
      stored = bytes;
    }

    void read(long bytes) {
      stored += bytes;
    }

    void unpacked(long bytes) throws FeedLimitException {
      unpacked += bytes;
      if (unpacked > limits.unpackedBytes()) {
        throw new FeedLimitException(
            "it unpacks to more than " + limits.unpackedBytes() + " bytes");
      }
      if (unpacked > JUDGED_FROM && unpacked / limits.ratio() > stored) {
        throw new FeedLimitException(
            "it unpacks to more than " + limits.ratio() + " times its size, as no real feed does");
      }
    }
  }

  private final Meter meter;
  private final boolean storedSide;

  private MeteredStream(InputStream in, Meter meter, boolean storedSide) {
    super(in);
    this.meter = meter;
    this.storedSide = storedSide;
  }

  /** Counts stored bytes. */
  static MeteredStream stored(InputStream in, Meter meter) {
    return new MeteredStream(in, meter, true);
  }

  /** Counts and limits unpacked bytes. */
  static MeteredStream unpacked(InputStream in, Meter meter) {
    return new MeteredStream(in, meter, false);
  }

  private void count(long bytes) throws FeedLimitException {
    if (bytes > 0) {
      if (storedSide) {
        meter.read(bytes);
      } else {
        meter.unpacked(bytes);
      }
    }
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] buffer = new byte[8192];
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
}
