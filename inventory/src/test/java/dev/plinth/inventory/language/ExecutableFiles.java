package dev.plinth.inventory.language;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;

/** Writes small executables for tests. */
final class ExecutableFiles {
  private ExecutableFiles() {}

  static final int DATA_ADDRESS = 0x600000;
  static final int READ_ONLY_ADDRESS = 0x400000;

  /**
   * An ELF64 little-endian program: header and notes in the first 4 KiB, read-only data at 4 KiB,
   * writable data after it on a page, section headers at the end.
   */
  static byte[] elf(byte[] readOnly, byte[] data, boolean goNote, long auditAt, boolean sections) {
    return elf(readOnly, data, new byte[0], goNote, auditAt, sections);
  }

  /** The same with bytes that no segment loads, between the data and the section headers. */
  static byte[] elf(
      byte[] readOnly,
      byte[] data,
      byte[] notLoaded,
      boolean goNote,
      long auditAt,
      boolean sections) {
    int dataAt = (4096 + readOnly.length + 4095) & ~4095;
    int headersAt = dataAt + data.length + notLoaded.length;
    ByteBuffer out =
        ByteBuffer.allocate(headersAt + (sections ? 3 * 64 : 0)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
    out.putShort(16, (short) 3).putShort(18, (short) 62).putLong(32, 64);
    out.putLong(40, sections ? headersAt : 0);
    out.putShort(54, (short) 56).putShort(56, (short) 3);
    out.putShort(58, (short) 64).putShort(60, (short) (sections ? 3 : 0));
    program(out, 64, goNote ? 4 : 7, 4, 512, 0, 20);
    program(out, 120, 1, 4, 4096, READ_ONLY_ADDRESS, readOnly.length);
    program(out, 176, 1, 6, dataAt, DATA_ADDRESS, data.length);
    if (goNote) {
      out.putInt(512, 4).putInt(516, 4).putInt(520, 4).putInt(524, 0x00006F47);
    }
    out.put(4096, readOnly).put(dataAt, data).put(dataAt + data.length, notLoaded);
    if (sections) {
      out.putLong(headersAt + 64 + 24, 4096).putLong(headersAt + 64 + 32, 1);
      out.putLong(headersAt + 128 + 24, auditAt).putLong(headersAt + 128 + 32, 99);
    }
    return out.array();
  }

  private static void program(
      ByteBuffer out, int at, int type, int flags, long offset, long address, long size) {
    out.putInt(at, type).putInt(at + 4, flags).putLong(at + 8, offset);
    out.putLong(at + 16, address).putLong(at + 32, size).putLong(at + 40, size);
  }

  /** A PE file with one section of that name and content. */
  static byte[] portable(String section, byte[] content) {
    ByteBuffer out =
        ByteBuffer.allocate(32768 + content.length + 64).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {'M', 'Z'}).putInt(60, 128);
    out.putInt(128, 0x4550).putShort(134, (short) 1).putShort(148, (short) 240);
    out.put(128 + 24 + 240, section.getBytes(StandardCharsets.US_ASCII));
    out.putInt(128 + 264 + 8, content.length);
    out.putInt(128 + 264 + 16, content.length + 64).putInt(128 + 264 + 20, 32768);
    out.put(32768, content);
    return out.array();
  }

  /** A 64-bit Mach-O file with one section of that name in {@code __DATA}. */
  static byte[] mach(String section, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(20480 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, 0xFEEDFACF).putInt(12, 2).putInt(16, 1).putInt(20, 152);
    out.putInt(32, 0x19).putInt(36, 152).putInt(32 + 64, 1);
    out.put(104, section.getBytes(StandardCharsets.US_ASCII));
    out.putLong(104 + 40, content.length).putInt(104 + 48, 20480);
    out.put(20480, content);
    return out.array();
  }

  static byte[] zlib(String text, int level) {
    Deflater deflater = new Deflater(level);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[1024];
    while (!deflater.finished()) {
      out.write(piece, 0, deflater.deflate(piece));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** Module text between its sentinels. */
  static byte[] framed(String text) {
    return concat(
        java.util.HexFormat.of().parseHex("3077af0c9274080241e1c107e6d618e6"),
        text.getBytes(StandardCharsets.UTF_8),
        java.util.HexFormat.of().parseHex("f932433186182072008242104116d8f2"));
  }

  /** Build information with inline strings, as since Go 1.18. */
  static byte[] inlineBuildInfo(String version, byte[] framedModules) {
    byte[] head = new byte[32];
    System.arraycopy(magic(), 0, head, 0, 14);
    head[14] = 8;
    head[15] = 2;
    byte[] text = version.getBytes(StandardCharsets.UTF_8);
    return concat(head, varint(text.length), text, varint(framedModules.length), framedModules);
  }

  static byte[] magic() {
    return "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = value;
    while (rest >= 128) {
      out.write(rest & 127 | 128);
      rest >>>= 7;
    }
    out.write(rest);
    return out.toByteArray();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
