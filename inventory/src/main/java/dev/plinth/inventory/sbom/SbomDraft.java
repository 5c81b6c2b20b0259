package dev.plinth.inventory.sbom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Hashes what is written, and keeps it as long as it is not much. */
final class SbomDraft extends OutputStream {
  /** More is written twice rather than kept. */
  static final int MOST_KEPT = 8 << 20;

  private final MessageDigest digest;
  private byte[] kept = new byte[1 << 16];
  private int size;
  private boolean whole = true;

  SbomDraft(MessageDigest digest) {
    this.digest = digest;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    if (!whole) {
      return;
    }
    if (length > MOST_KEPT - size) {
      whole = false;
      kept = new byte[0];
      return;
    }
    if (length > kept.length - size) {
      kept = Arrays.copyOf(kept, Math.min(MOST_KEPT, Math.max(2 * kept.length, size + length)));
    }
    System.arraycopy(bytes, offset, kept, size, length);
    size += length;
  }

  /**
   * Writes what was kept, with another word in the place of the one given, which must be as long.
   *
   * @return false, with nothing written, where not all was kept, or the word is not there just
   *     once: then nobody knows which one is meant
   */
  boolean writeTo(OutputStream out, String word, String instead) throws IOException {
    if (!whole || word.length() != instead.length()) {
      return false;
    }
    byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
    int at = find(wanted, 0);
    if (at < 0 || find(wanted, at + 1) >= 0) {
      return false;
    }
    byte[] put = instead.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(put, 0, kept, at, put.length);
    out.write(kept, 0, size);
    return true;
  }

  private int find(byte[] wanted, int from) {
    for (int at = from; at <= size - wanted.length; at++) {
      if (kept[at] == wanted[0]
          && Arrays.equals(kept, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
