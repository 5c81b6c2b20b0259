package dev.plinth.inventory.facts;

/**
 * 64 bits of a path, well mixed: two paths of one image share them by accident practically never.
 */
final class PathHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private PathHash() {}

  static long of(String path) {
    long hash = path.length() * MULTIPLIER;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  static long mix(long value) {
    long hash = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
    hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return hash ^ (hash >>> 32);
  }
}
