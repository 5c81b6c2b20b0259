package dev.plinth.inventory.sbom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What reading one SBOM may cost. */
final class SbomBudget {
  /** Bytes of a file. */
  static final long MAX_FILE = 1L << 30;

  /** Packages. */
  static final int MAX_PACKAGES = 100_000;

  /** Characters that are kept of all texts together. */
  static final long MAX_TEXT = 32L << 20;

  private final String name;
  private long text;
  private int packages;

  SbomBudget(String name) {
    this.name = name;
  }

  /** The text, which is kept. */
  String keep(String kept) {
    // Objects and references cost about as much as forty characters.
    text += kept.length() + 40L;
    if (text > MAX_TEXT) {
      throw SbomErrors.limit(name, "more than " + MAX_TEXT + " characters of text about packages");
    }
    return kept;
  }

  /** One more package is kept. */
  void onePackage() {
    if (++packages > MAX_PACKAGES) {
      throw SbomErrors.limit(name, "more than " + MAX_PACKAGES + " packages");
    }
  }

  /** The stream, limited. */
  InputStream limited(InputStream in) {
    return new Limited(in, name);
  }

  private static final class Limited extends FilterInputStream {
    private final String name;
    private long read;

    Limited(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? -1 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      count(count);
      return count;
    }

    private void count(int bytes) {
      read += Math.max(0, bytes);
      if (read > MAX_FILE) {
        throw SbomErrors.size(name, MAX_FILE);
      }
    }
  }
}
