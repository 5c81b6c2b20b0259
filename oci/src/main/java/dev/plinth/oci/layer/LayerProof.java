package dev.plinth.oci.layer;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.LongConsumer;

/** Proves layers whose content is known already: their stored bytes are hashed, not looked into. */
public final class LayerProof {
  private LayerProof() {}

  /**
   * Reads the bytes to their end.
   *
   * @param expected what names the stored bytes
   * @param size how many there must be
   * @param progress as in {@link LayerPipeline#read}
   * @throws PlinthException with a code {@code PLINTH-LAYER-…} when they are not what is expected
   */
  public static void prove(LayerBytes bytes, Digest expected, long size, LongConsumer progress) {
    String name = bytes.name();
    LayerHash hash = new LayerHash(expected);
    byte[] heap = new byte[LayerPipeline.STORED_CHUNK];
    long read = 0;
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer direct = arena.allocate(LayerPipeline.STORED_CHUNK, 64).asByteBuffer();
      for (int length = bytes.fill(heap, direct);
          length > 0 && read <= size;
          length = bytes.fill(heap, direct)) {
        hash.update(heap, length);
        read += length;
        progress.accept(length);
      }
    } catch (ClosedByInterruptException e) {
      throw LayerErrors.interrupted(name);
    } catch (IOException e) {
      throw LayerErrors.read(name, e);
    }
    if (read != size) {
      throw LayerErrors.size(name, size, Math.min(read, size + 1), read > size);
    }
    Digest found = hash.digest();
    if (!found.equals(expected)) {
      throw LayerErrors.digest(name, expected, found);
    }
  }
}
