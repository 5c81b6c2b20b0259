package dev.plinth.oci.compress;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds gzip members and content for tests. */
final class GzipBytes {
  private GzipBytes() {}

  static byte[] member(byte[] content) {
    return member(content, Deflater.DEFAULT_COMPRESSION, Deflater.DEFAULT_STRATEGY);
  }

  static byte[] member(byte[] content, int level, int strategy) {
    byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    return member(header, deflate(content, level, strategy), content);
  }

  static byte[] member(byte[] header, byte[] deflated, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return ByteBuffer.allocate(header.length + deflated.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(header)
        .put(deflated)
        .putInt((int) crc.getValue())
        .putInt(content.length)
        .array();
  }

  static byte[] deflate(byte[] content, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Text-like, noisy and repetitive stretches. */
  static byte[] content(Random random, int size) {
    byte[] content = new byte[size];
    int at = 0;
    while (at < size) {
      int run = Math.min(size - at, 1 + random.nextInt(5_000));
      switch (random.nextInt(4)) {
        case 0 -> Arrays.fill(content, at, at + run, (byte) random.nextInt());
        case 1 -> {
          for (int i = at; i < at + run; i++) {
            content[i] = (byte) random.nextInt();
          }
        }
        case 2 -> {
          int distance = Math.min(at, 1 + random.nextInt(32_768));
          for (int i = at; i < at + run && distance > 0; i++) {
            content[i] = content[i - distance];
          }
        }
        default -> {
          for (int i = at; i < at + run; i++) {
            content[i] = (byte) ('a' + Integer.numberOfTrailingZeros(random.nextInt() | 1 << 20));
          }
        }
      }
      at += run;
    }
    return content;
  }
}
