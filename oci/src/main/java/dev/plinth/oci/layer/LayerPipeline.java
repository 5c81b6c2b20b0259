package dev.plinth.oci.layer;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.compress.FormatSniffer;
import dev.plinth.oci.compress.Unpacker;
import dev.plinth.oci.tar.LayerVisitor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.LongConsumer;

/**
 * Reads layers: hashes the stored bytes, unpacks them and walks the tar, all at once within one
 * layer.
 *
 * <pre>
 * reader thread: read, hash ─▶ 6 × 256 KiB ─▶ unpacker thread ─▶ 6 × 1 MiB ─▶ calling thread: tar
 *                                                                       └──▶ DiffID thread: hash
 * </pre>
 *
 * About 8 MiB are in flight per layer, in native memory that is freed when the layer is done. A
 * layer that fits in one piece is read on the calling thread alone. Nothing is unpacked to disk.
 */
public final class LayerPipeline {
  static final int STORED_CHUNK = 256 << 10;
  static final int STORED_CHUNKS = 6;
  static final int UNPACKED_CHUNK = 1 << 20;
  static final int UNPACKED_CHUNKS = 6;

  private LayerPipeline() {}

  /**
   * Reads one layer to its end and proves what is expected of it. Returns only when everything
   * proved true; what the visitor gathered may be believed only then.
   *
   * @param request the layer
   * @param visitor told of its entries, on the calling thread
   * @param budget shared by the layers of one image
   * @param progress told of stored bytes as they are read, the difference to the last call, from
   *     any thread
   * @throws PlinthException when the layer is damaged ({@code PLINTH-TAR-…}, {@code PLINTH-GZIP-…},
   *     {@code PLINTH-ZSTD-…}), no layer at all, not what was expected or exceeds a limit ({@code
   *     PLINTH-LAYER-…}); what the visitor throws is passed on
   */
  public static LayerResult read(
      LayerRequest request, LayerVisitor visitor, LayerBudget budget, LongConsumer progress) {
    String name = request.bytes().name();
    try (Arena arena = Arena.ofShared()) {
      LayerReading reading = new LayerReading(request, visitor, budget, progress);
      ByteBuffer first = arena.allocate(STORED_CHUNK, 64).asByteBuffer();
      int length = reading.read(first);
      Compression compression = FormatSniffer.sniff(reading.heap(), Math.max(length, 0));
      if (length < STORED_CHUNK) {
        alone(reading, compression, first.limit(Math.max(length, 0)), arena);
      } else {
        new LayerThreads(reading, compression, arena).run(first);
      }
      return reading.result(compression);
    } catch (PlinthException e) {
      throw LayerErrors.within(name, e);
    } catch (ClosedByInterruptException e) {
      throw LayerErrors.interrupted(name);
    } catch (IOException e) {
      throw LayerErrors.read(name, e);
    }
  }

  private static void alone(
      LayerReading reading, Compression compression, ByteBuffer stored, Arena arena) {
    boolean hashing = reading.hashesUnpacked(compression);
    if (compression == Compression.NONE) {
      reading.unpacked(stored.remaining());
      if (hashing) {
        reading.hashUnpacked(stored.duplicate());
      }
      reading.walk(stored);
    } else {
      ByteBuffer out = arena.allocate(STORED_CHUNK, 64).asByteBuffer();
      try (Unpacker unpacker = Unpacker.of(compression)) {
        do {
          out.clear();
          unpacker.unpack(stored, out);
          out.flip();
          reading.unpacked(out.remaining());
          if (hashing) {
            reading.hashUnpacked(out.duplicate());
          }
          reading.walk(out);
        } while (out.limit() == out.capacity() || stored.hasRemaining());
        unpacker.finish();
      }
    }
    reading.finishWalk();
  }
}
