package dev.plinth.oci.tar;

import java.util.Arrays;

/**
 * Where the stored pieces of a sparse file belong: GNU tar manual, "Storing Sparse Files". What
 * lies between them is zeros.
 *
 * <pre>
 * old GNU (type S): header[386..] 4 × ( offset:12 length:12 ), extended:1 at 482, real size:12 at 483
 *                   then while extended: block of 21 × ( offset:12 length:12 ), extended:1 at 504
 * PAX 0.0: repeated GNU.sparse.offset, GNU.sparse.numbytes; GNU.sparse.size
 * PAX 0.1: GNU.sparse.map = offset "," length { "," offset "," length }; GNU.sparse.size, .name
 * PAX 1.0: GNU.sparse.major=1 minor=0 realsize name; the content starts with
 *          count LF { offset LF length LF }, padded to a block
 * </pre>
 */
final class SparseMap {
  /** More pieces than any real file has; GNU tar needs one for each hole. */
  static final int MAX_PIECES = 1 << 16;

  private final long[] pieces;
  private final long size;

  private SparseMap(long[] pieces, long size) {
    this.pieces = pieces;
    this.size = size;
  }

  /** How many pieces are stored. */
  int count() {
    return pieces.length / 2;
  }

  /** Where that piece starts in the whole; pieces are in order and do not overlap. */
  long offset(int piece) {
    return pieces[2 * piece];
  }

  /** How long that piece is in bytes, 0 at least. */
  long length(int piece) {
    return pieces[2 * piece + 1];
  }

  /** Of the whole in bytes. */
  long size() {
    return size;
  }

  /** Refuses pieces that overlap, lie outside, or do not take up exactly what is stored. */
  static SparseMap of(long[] pieces, long size, long stored, String path) {
    long end = 0;
    long sum = 0;
    for (int i = 0; i < pieces.length; i += 2) {
      long offset = pieces[i];
      long length = pieces[i + 1];
      if (offset < end || length < 0 || offset > size || length > size - offset) {
        throw TarErrors.sparse("has pieces that overlap or lie beyond its end", path);
      }
      end = offset + length;
      sum += length;
    }
    if (sum != stored) {
      throw TarErrors.sparse(
          "has pieces of " + sum + " bytes where " + stored + " are stored", path);
    }
    return new SparseMap(pieces, size);
  }

  /** Gathers the numbers of a map. */
  static final class Builder {
    private long[] numbers = {};
    private int count;

    void add(long number) {
      if (count == numbers.length) {
        if (count > 2 * MAX_PIECES) {
          return; // one too many is enough to be refused
        }
        numbers = Arrays.copyOf(numbers, Math.max(16, count * 2));
      }
      numbers[count++] = number;
    }

    boolean isEmpty() {
      return count == 0;
    }

    int count() {
      return count;
    }

    SparseMap build(long size, long stored, String path) {
      if (count > 2 * MAX_PIECES) {
        throw TarErrors.sparseEntries(path, MAX_PIECES);
      }
      if (count % 2 != 0) {
        throw TarErrors.sparse("has a piece without a length", path);
      }
      return of(Arrays.copyOf(numbers, count), size, stored, path);
    }
  }
}
