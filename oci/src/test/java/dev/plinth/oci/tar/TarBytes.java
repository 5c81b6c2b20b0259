package dev.plinth.oci.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds tars block by block, right or wrong, for tests. */
final class TarBytes {
  final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** One header being made. */
  static final class Header {
    final byte[] block = new byte[512];

    Header(String name, char type, long size) {
      text(0, 100, name);
      octal(100, 8, 0644);
      octal(108, 8, 0);
      octal(116, 8, 0);
      octal(124, 12, size);
      octal(136, 12, 0);
      block[156] = (byte) type;
    }

    Header ustar() {
      return text(257, 8, "ustar\00000");
    }

    Header gnu() {
      return text(257, 8, "ustar  \0");
    }

    Header text(int offset, int width, String text) {
      return bytes(offset, width, text.getBytes(StandardCharsets.UTF_8));
    }

    Header bytes(int offset, int width, byte[] bytes) {
      Arrays.fill(block, offset, offset + width, (byte) 0);
      System.arraycopy(bytes, 0, block, offset, Math.min(width, bytes.length));
      return this;
    }

    Header octal(int offset, int width, long value) {
      String digits = Long.toOctalString(value);
      return text(offset, width, "0".repeat(Math.max(0, width - 1 - digits.length())) + digits);
    }

    /** GNU base-256. */
    Header binary(int offset, int width, long value) {
      for (int i = 0; i < width; i++) {
        int shift = 8 * (width - 1 - i);
        block[offset + i] = (byte) (shift > 56 ? value >> 63 : value >> shift);
      }
      block[offset] = (byte) (value < 0 ? 0xff : block[offset] | 0x80);
      return this;
    }

    byte[] signed() {
      return checksum(true);
    }

    byte[] unsigned() {
      return checksum(false);
    }

    private byte[] checksum(boolean signed) {
      text(148, 8, "        ");
      int sum = 0;
      for (byte b : block) {
        sum += signed ? b : b & 0xff;
      }
      return text(148, 8, String.format("%06o\0 ", sum)).block;
    }
  }

  TarBytes add(Header header) {
    return raw(header.unsigned());
  }

  TarBytes add(Header header, byte[] content) {
    return add(header).padded(content);
  }

  TarBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  TarBytes padded(byte[] content) {
    out.writeBytes(content);
    out.writeBytes(new byte[-content.length & 511]);
    return this;
  }

  /** A PAX header with those records, keys and values in turn. */
  TarBytes pax(char type, String... records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < records.length; i += 2) {
      body.writeBytes(record(records[i], records[i + 1].getBytes(StandardCharsets.ISO_8859_1)));
    }
    return add(new Header("pax", type, body.size()).ustar(), body.toByteArray());
  }

  static byte[] record(String key, byte[] value) {
    int rest = key.length() + value.length + 3;
    int length = rest + 1;
    while (length != rest + Integer.toString(length).length()) {
      length++;
    }
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.ISO_8859_1));
    record.writeBytes(value);
    record.write('\n');
    return record.toByteArray();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  byte[] ended() {
    return raw(new byte[1024]).bytes();
  }
}
