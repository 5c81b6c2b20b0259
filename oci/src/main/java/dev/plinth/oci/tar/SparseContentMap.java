package dev.plinth.oci.tar;

/** Reads the map of a PAX 1.0 sparse file from the start of its content. */
final class SparseContentMap {
  private final String path;
  private final int limit;
  private final SparseMap.Builder pieces = new SparseMap.Builder();
  private long expected = -1;
  private long number;
  private int digits;
  private int bytes;

  SparseContentMap(String path, int limit) {
    this.path = path;
    this.limit = limit;
  }

  /** Takes a block; true when the map is complete: the rest of the block is padding. */
  boolean block(byte[] block, long position) {
    bytes += block.length;
    if (bytes > limit) {
      throw TarErrors.sparseEntries(path, pieces.count() / 2);
    }
    for (byte b : block) {
      if (b >= '0' && b <= '9' && digits < 18) {
        number = number * 10 + (b - '0');
        digits++;
        continue;
      }
      if (b != '\n' || digits == 0) {
        throw TarErrors.number("sparse map", "not decimal", position);
      }
      if (expected < 0) {
        expected = 2 * number;
        if (number > SparseMap.MAX_PIECES) {
          throw TarErrors.sparseEntries(path, SparseMap.MAX_PIECES);
        }
      } else {
        pieces.add(number);
      }
      number = 0;
      digits = 0;
      if (pieces.count() == expected) {
        return true;
      }
    }
    return false;
  }

  SparseMap.Builder pieces() {
    return pieces;
  }
}
