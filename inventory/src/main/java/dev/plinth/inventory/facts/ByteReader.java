package dev.plinth.inventory.facts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} writes from memory; anything else is a format error. */
final class ByteReader {
  private final byte[] bytes;
  private int position;
  private final int end;
  private String[] texts = new String[64];
  private int textCount;

  ByteReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  int remaining() {
    return end - position;
  }

  int u8() throws FactsFormatException {
    need(1);
    return bytes[position++] & 0xFF;
  }

  long u64() throws FactsFormatException {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes[position++] & 0xFF);
    }
    return value;
  }

  long varint() throws FactsFormatException {
    // Most numbers are small, and thousands are read before anything is compiled.
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new FactsFormatException("a number is too long");
  }

  long zigzag() throws FactsFormatException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count of things that take at least that many bytes each, so that it cannot lie much. */
  int count(int bytesEach) throws FactsFormatException {
    long count = varint();
    if (count < 0 || count > remaining() / bytesEach) {
      throw new FactsFormatException("a count exceeds what is there");
    }
    return (int) count;
  }

  int number() throws FactsFormatException {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new FactsFormatException("a number is out of range");
    }
    return (int) value;
  }

  String text() throws FactsFormatException {
    long head = varint();
    long length = head >>> 2;
    int kind = (int) (head & 3);
    if (kind == 2) {
      if (length >= textCount) {
        throw new FactsFormatException("a text refers to none before it");
      }
      return texts[(int) length];
    }
    if (kind == 3 || length > remaining()) {
      throw new FactsFormatException("a text exceeds what is there");
    }
    String text =
        kind == 0
            ? new String(bytes, position, (int) length, StandardCharsets.ISO_8859_1)
            : decode(bytes, position, (int) length);
    position += (int) length;
    if (length <= ByteWriter.SHARED_TEXT) {
      if (textCount == texts.length) {
        texts = Arrays.copyOf(texts, textCount * 2);
      }
      texts[textCount++] = text;
    }
    return text;
  }

  /** The inverse of {@link ByteWriter#encode}. */
  static String decode(byte[] bytes, int offset, int length) throws FactsFormatException {
    int end = offset + length;
    int ascii = offset;
    while (ascii < end && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii == end) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = offset; i < end; ) {
      int b = bytes[i++];
      if (b >= 0) {
        text.append((char) b);
      } else if ((b & 0xE0) == 0xC0) {
        text.append((char) ((b & 0x1F) << 6 | trail(bytes, i++, end)));
      } else if ((b & 0xF0) == 0xE0) {
        int middle = trail(bytes, i++, end);
        text.append((char) ((b & 0x0F) << 12 | middle << 6 | trail(bytes, i++, end)));
      } else {
        throw new FactsFormatException("a text is badly encoded");
      }
    }
    return text.toString();
  }

  private static int trail(byte[] bytes, int i, int end) throws FactsFormatException {
    if (i >= end || (bytes[i] & 0xC0) != 0x80) {
      throw new FactsFormatException("a text is badly encoded");
    }
    return bytes[i] & 0x3F;
  }

  private void need(int length) throws FactsFormatException {
    if (length > remaining()) {
      throw new FactsFormatException("it ends early");
    }
  }
}
