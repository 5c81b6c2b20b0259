package dev.plinth.oci.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of one layer as stored, readable once, from front to end. Whoever made it closes what
 * lies beneath.
 */
public abstract sealed class LayerBytes permits FileLayerBytes, StreamLayerBytes {
  private final String name;
  private final long size;

  LayerBytes(String name, long size) {
    this.name = name;
    this.size = size;
  }

  /**
   * A region of a file; the channel's own position is neither used nor moved, so that several
   * layers of one file can be read at once.
   *
   * @param name what messages call the layer, such as {@code blobs/sha256/4f53… of out.tar}
   * @param offset of the region's first byte
   * @param size of the region in bytes
   */
  public static LayerBytes file(String name, FileChannel channel, long offset, long size) {
    return new FileLayerBytes(name, channel, offset, size);
  }

  /**
   * All that a stream has from here to its end.
   *
   * @param name what messages call the layer
   * @param size in bytes where known beforehand, else -1
   */
  public static LayerBytes stream(String name, InputStream stream, long size) {
    return new StreamLayerBytes(name, stream, size);
  }

  /** What messages call the layer; may hold anything, see {@code SafeText}. */
  public final String name() {
    return name;
  }

  /** In bytes, -1 when not known beforehand. */
  public final long size() {
    return size;
  }

  /**
   * The next bytes, the same in both targets: the array from 0 on, the buffer from its start on.
   *
   * @param heap of at least the buffer's capacity
   * @param direct cleared; its limit is set to the bytes read
   * @return how many, at least 1, or -1 at the end
   */
  abstract int fill(byte[] heap, ByteBuffer direct) throws IOException;
}
