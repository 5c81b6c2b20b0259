package dev.plinth.inventory.language;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** An archive of one deflated member in which every field that can be is in its zip64 form. */
final class Zip64 {
  private Zip64() {}

  static byte[] archive(String name, byte[] content) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] packed = new byte[content.length + 100];
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    int packedLength = deflater.deflate(packed);
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x04034B50).putShort((short) 45).putShort((short) 8).putShort((short) 8).putInt(0);
    out.putInt(0).putInt(0).putInt(0);
    out.putShort((short) nameBytes.length).putShort((short) 20).put(nameBytes);
    out.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0);
    out.put(packed, 0, packedLength);
    out.putInt(0x08074B50).putInt((int) crc.getValue());
    out.putLong(packedLength).putLong(content.length);
    int central = out.position();
    out.putInt(0x02014B50).putInt(0x002D002D).putShort((short) 8).putShort((short) 8).putInt(0);
    out.putInt((int) crc.getValue()).putInt(-1).putInt(-1);
    out.putShort((short) nameBytes.length).putShort((short) 28).putShort((short) 0);
    out.putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put(nameBytes);
    out.putShort((short) 1).putShort((short) 24);
    out.putLong(content.length).putLong(packedLength).putLong(0);
    int end = out.position();
    out.putInt(0x06064B50).putLong(44).putInt(0x002D002D).putInt(0).putInt(0);
    out.putLong(1).putLong(1).putLong(end - central).putLong(central);
    out.putInt(0x07064B50).putInt(0).putLong(end).putInt(1);
    out.putInt(0x06054B50).putInt(0).putShort((short) -1).putShort((short) -1);
    out.putInt(-1).putInt(-1).putShort((short) 0);
    return Arrays.copyOf(out.array(), out.position());
  }
}
