package dev.plinth.oci.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream to its end. */
final class StreamLayerBytes extends LayerBytes {
  private final InputStream stream;

  StreamLayerBytes(String name, InputStream stream, long size) {
    super(name, size);
    this.stream = stream;
  }

  @Override
  int fill(byte[] heap, ByteBuffer direct) throws IOException {
    direct.clear();
    int read = stream.readNBytes(heap, 0, direct.capacity());
    if (read == 0) {
      return -1;
    }
    direct.put(0, heap, 0, read).limit(read);
    return read;
  }
}
