package dev.plinth.oci.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A region of a file, read straight into native memory. */
final class FileLayerBytes extends LayerBytes {
  private final FileChannel channel;
  private long position;
  private long left;

  FileLayerBytes(String name, FileChannel channel, long offset, long size) {
    super(name, size);
    if (offset < 0 || size < 0) {
      throw new IllegalArgumentException("a region of a file cannot start or end before it");
    }
    this.channel = channel;
    this.position = offset;
    this.left = size;
  }

  @Override
  int fill(byte[] heap, ByteBuffer direct) throws IOException {
    direct.clear();
    if (left == 0) {
      return -1;
    }
    if (left < direct.capacity()) {
      direct.limit((int) left);
    }
    while (direct.hasRemaining()) {
      int read = channel.read(direct, position);
      if (read < 0) {
        break; // the file is shorter than the region: the size check says so
      }
      position += read;
      left -= read;
    }
    direct.flip();
    int read = direct.limit();
    if (read == 0) {
      left = 0;
      return -1;
    }
    direct.get(0, heap, 0, read);
    return read;
  }
}
