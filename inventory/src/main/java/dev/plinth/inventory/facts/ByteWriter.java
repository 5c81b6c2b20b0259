package dev.plinth.inventory.facts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the primitive values of the facts formats into memory.
 *
 * <pre>
 * varint   := 7 bits a byte, least significant first, high bit set on all but the last; at most 10
 * zigzag   := varint of (n &lt;&lt; 1) ^ (n &gt;&gt; 63)
 * u32, u64 := big-endian
 * text     := varint(length &lt;&lt; 2 | kind), then for
 *               kind 0  length ASCII bytes
 *               kind 1  length bytes of UTF-16 units, each as UTF-8 would write it (so that lone
 *                       surrogates survive)
 *               kind 2  nothing: the text is the one written as number length before (kinds 0 and 1
 *                       of at most 256 bytes are counted, from 0)
 * </pre>
 */
final class ByteWriter {
  static final int SHARED_TEXT = 256;
  private static final int MAX = Integer.MAX_VALUE - 64;

  private byte[] bytes;
  private int size;
  private final Map<String, Integer> texts = new HashMap<>();

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void reset() {
    size = 0;
  }

  void u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void u32(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void u64(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  void raw(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  void text(String text) {
    Integer before = text.length() <= SHARED_TEXT ? texts.get(text) : null;
    if (before != null) {
      varint(((long) before << 2) | 2);
      return;
    }
    int length = encodedLength(text);
    boolean ascii = length == text.length();
    varint(((long) length << 2) | (ascii ? 0 : 1));
    encode(text);
    if (length <= SHARED_TEXT) {
      texts.put(text, texts.size());
    }
  }

  /** The UTF-16 units of the text, each as UTF-8 would write it, without a length. */
  void encode(String text) {
    int length = text.length();
    room(Math.multiplyExact(3, length));
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | (c >> 6));
        bytes[size++] = (byte) (0x80 | (c & 0x3F));
      } else {
        bytes[size++] = (byte) (0xE0 | (c >> 12));
        bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (c & 0x3F));
      }
    }
  }

  private static int encodedLength(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
    }
    return length;
  }

  private void room(int more) {
    if (more > bytes.length - size) {
      long wanted = Math.max(size + (long) more, bytes.length * 2L);
      if (size + (long) more > MAX) {
        throw FactsErrors.tooLarge("one layer's facts", MAX);
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, MAX));
    }
  }
}
