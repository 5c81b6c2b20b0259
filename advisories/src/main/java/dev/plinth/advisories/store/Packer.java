package dev.plinth.advisories.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes the store's packed values: variable-length numbers (LEB128) and counted UTF-8 strings. */
final class Packer {
  private byte[] bytes = new byte[256];
  private int length;

  void reset() {
    length = 0;
  }

  void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  void number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      octet((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    raw(utf8, 0, utf8.length);
  }

  void texts(List<String> values) {
    number(values.size());
    for (String value : values) {
      text(value);
    }
  }

  void raw(byte[] from, int offset, int count) {
    room(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  private void room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
