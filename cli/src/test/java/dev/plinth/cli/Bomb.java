package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** A layer with one file of zeros, in an image that is sound otherwise. */
final class Bomb {
  private static final int MEMBER = 64 << 20;

  private Bomb() {}

  /** As a docker archive, the file having so many times 64 MiB. */
  static byte[] archive(int times) throws IOException {
    byte[] layer = layer(times);
    String config =
        "{\"architecture\": \"amd64\", \"os\": \"linux\", \"rootfs\": {\"type\": \"layers\","
            + " \"diff_ids\": [\"sha256:"
            + "0".repeat(64)
            + "\"]}}";
    String manifest = "[{\"Config\": \"c.json\", \"Layers\": [\"layer.tar\"]}]";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(bytes)) {
      tar.file("c.json", 0644, 0, config.getBytes(UTF_8));
      tar.file("layer.tar", 0644, 0, layer);
      tar.file("manifest.json", 0644, 0, manifest.getBytes(UTF_8));
      tar.finish();
    }
    return bytes.toByteArray();
  }

  /** Gzip members: the header, then the same zeros again and again. */
  private static byte[] layer(int times) throws IOException {
    ByteArrayOutputStream layer = new ByteArrayOutputStream();
    layer.write(gzip(header((long) times * MEMBER)));
    byte[] zeros = gzip(new byte[MEMBER]);
    for (int i = 0; i < times; i++) {
      layer.write(zeros);
    }
    layer.write(gzip(new byte[1024]));
    return layer.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** A ustar header by hand: the size in base 256, as GNU tar writes large ones. */
  private static byte[] header(long size) {
    byte[] header = new byte[512];
    put(header, 0, "zeros");
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    header[124] = (byte) 0x80;
    for (int i = 0; i < 8; i++) {
      header[135 - i] = (byte) (size >>> (8 * i));
    }
    put(header, 136, "00000000000");
    header[156] = '0';
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(UTF_8), 0, header, at, text.length());
  }
}
