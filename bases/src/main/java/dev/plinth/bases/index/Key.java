package dev.plinth.bases.index;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest as four numbers: what images and stacks of layers are looked up by. */
public record Key(long a, long b, long c, long d) implements Comparable<Key> {
  /** Bytes it takes. */
  static final int BYTES = 32;

  static Key of(byte[] digest) {
    return read(ByteBuffer.wrap(digest), 0);
  }

  static Key read(ByteBuffer bytes, int at) {
    return new Key(
        bytes.getLong(at), bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24));
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  @Override
  public int compareTo(Key other) {
    int order = Long.compareUnsigned(a, other.a);
    order = order != 0 ? order : Long.compareUnsigned(b, other.b);
    order = order != 0 ? order : Long.compareUnsigned(c, other.c);
    return order != 0 ? order : Long.compareUnsigned(d, other.d);
  }

  /** By hand: a record's own is made at run time, which every scan with an index would wait for. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key key && key.a == a && key.b == b && key.c == c && key.d == d;
  }

  /** A part of a SHA-256 is as good a hash as any. */
  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }
}
