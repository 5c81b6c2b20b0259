package dev.plinth.inventory.facts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads an encoded table forwards, from memory or through a small buffer from a file. */
final class TableInput {
  private static final int BUFFER = 64 << 10;

  private final byte[] buffer;
  private int position;
  private int limit;
  private final @Nullable FileChannel channel;
  private long next;
  private long rest;

  TableInput(byte[] bytes, int offset, int length) {
    buffer = bytes;
    position = offset;
    limit = offset + length;
    channel = null;
  }

  TableInput(@Nullable FileChannel channel, long offset, long length) {
    buffer = new byte[(int) Math.min(BUFFER, length)];
    this.channel = channel;
    next = offset;
    rest = length;
  }

  boolean atEnd() {
    return position == limit && rest == 0;
  }

  int u8() throws IOException {
    if (position == limit) {
      fill();
    }
    return buffer[position++] & 0xFF;
  }

  long varint() throws IOException {
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

  int number(int max) throws IOException {
    long value = varint();
    if (value < 0 || value > max) {
      throw new FactsFormatException("a number is out of range");
    }
    return (int) value;
  }

  void bytes(byte[] to, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (position == limit) {
        fill();
      }
      int part = Math.min(length - done, limit - position);
      System.arraycopy(buffer, position, to, offset + done, part);
      position += part;
      done += part;
    }
  }

  private void fill() throws IOException {
    if (rest == 0 || channel == null) {
      throw new FactsFormatException("it ends early");
    }
    int got = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, rest)), next);
    if (got <= 0) {
      throw new FactsFormatException("its file ends early");
    }
    position = 0;
    limit = got;
    next += got;
    rest -= got;
  }
}
