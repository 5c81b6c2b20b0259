package dev.plinth.inventory.facts;

/**
 * The names by which a layer removes what lies below: OCI image-spec layer.md § Whiteouts.
 *
 * <p>A character device 0:0, the way overlayfs itself stores a whiteout, is no whiteout by that
 * specification: it is an ordinary entry, which replaces what lay at its path. For everything that
 * is folded here the two come to the same.
 */
final class Whiteouts {
  private static final String PREFIX = ".wh.";
  private static final byte[] BYTES = {'.', 'w', 'h', '.'};
  private static final byte[] OPAQUE = {'.', 'w', 'h', '.', '.', 'w', 'h', '.', '.', 'o', 'p', 'q'};

  /** What a name asks for. */
  enum Kind {
    /** An ordinary entry. */
    NONE,
    /** The sibling named after the prefix goes. */
    REMOVE,
    /** All siblings of lower layers go. */
    OPAQUE,
    /** Another {@code .wh..wh.} name, which AUFS used for itself: ignored. */
    IGNORED,
    /** No name to remove. */
    INVALID
  }

  private Whiteouts() {}

  static boolean isWhiteout(String path) {
    return path.startsWith(PREFIX, path.lastIndexOf('/') + 1);
  }

  /** What the last part of an encoded path, which begins at that offset, asks for. */
  static Kind kind(byte[] path, int offset, int end) {
    if (!startsWith(path, offset, end, BYTES)) {
      return Kind.NONE;
    }
    int rest = offset + BYTES.length;
    if (startsWith(path, rest, end, BYTES)) {
      return end - offset == OPAQUE.length && startsWith(path, offset, end, OPAQUE)
          ? Kind.OPAQUE
          : Kind.IGNORED;
    }
    int length = end - rest;
    boolean dots =
        (length >= 1
            && path[rest] == '.'
            && (length == 1 || (length == 2 && path[rest + 1] == '.')));
    return length == 0 || dots ? Kind.INVALID : Kind.REMOVE;
  }

  /** How long the prefix is. */
  static int prefix() {
    return BYTES.length;
  }

  private static boolean startsWith(byte[] path, int offset, int end, byte[] what) {
    if (end - offset < what.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (path[offset + i] != what[i]) {
        return false;
      }
    }
    return true;
  }
}
