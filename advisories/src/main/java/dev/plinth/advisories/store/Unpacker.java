package dev.plinth.advisories.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link Packer} wrote. A store's file may be damaged: whatever does not fit is a {@link
 * Damaged}, never an exception of another kind nor an allocation without bound.
 */
final class Unpacker {
  /** The bytes are not what the store writes. */
  static final class Damaged extends RuntimeException {
    Damaged(String message) {
      super(message, null, false, false);
    }
  }

  private final byte[] bytes;
  private int at;

  Unpacker(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  int octet() {
    if (at >= bytes.length) {
      throw new Damaged("a packed value ends early");
    }
    return bytes[at++] & 0xff;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new Damaged("a packed number is too long");
  }

  /** A count of things of at least one byte each. */
  int count() {
    long value = number();
    if (value < 0 || value > bytes.length - at) {
      throw new Damaged("a packed value counts more than it holds");
    }
    return (int) value;
  }

  String text() {
    int length = count();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  List<String> texts() {
    int count = count();
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(text());
    }
    return values;
  }

  boolean atEnd() {
    return at == bytes.length;
  }
}
