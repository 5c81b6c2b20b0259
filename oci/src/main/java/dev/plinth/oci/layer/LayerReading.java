package dev.plinth.oci.layer;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.LayerVisitor;
import dev.plinth.oci.tar.TarEntry;
import dev.plinth.oci.tar.TarReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of reading one layer and what they count. Each step belongs to one thread; {@link
 * #result} is for the caller once all have ended.
 */
final class LayerReading {
  private final LayerRequest request;
  private final LongConsumer progress;
  private final LayerMeter meter;
  private final TarReader tar;
  private final byte[] heap = new byte[LayerPipeline.STORED_CHUNK];
  private final LayerHash storedHash;
  private final @Nullable LayerHash diffIdHash;
  private long storedSize;
  private long unpackedSize;

  LayerReading(
      LayerRequest request, LayerVisitor visitor, LayerBudget budget, LongConsumer progress) {
    this.request = request;
    this.progress = progress;
    this.meter = new LayerMeter(request.bytes().name(), budget);
    this.storedHash = new LayerHash(request.expected());
    this.diffIdHash =
        request.computeDiffId() || request.expectedDiffId() != null
            ? new LayerHash(request.expectedDiffId())
            : null;
    this.tar =
        new TarReader(
            budget.limits(), Long.MAX_VALUE, new Counted(visitor, meter), meter::unpacked);
    meter.stored(Math.max(request.expectedSize(), request.bytes().size()));
  }

  /** What messages call the layer. */
  String name() {
    return request.bytes().name();
  }

  /** True when a stalled source could keep its reader waiting for ever. */
  boolean mayStall() {
    return request.bytes() instanceof StreamLayerBytes;
  }

  /** The bytes last read, also on the heap. */
  byte[] heap() {
    return heap;
  }

  /** Fills and hashes one buffer; -1 at the end. */
  int read(ByteBuffer buffer) throws IOException {
    int length = fill(buffer);
    if (length > 0) {
      hashStored(length);
    }
    return length;
  }

  /** Fills one buffer, not hashed yet; -1 at the end. */
  int fill(ByteBuffer buffer) throws IOException {
    int length = request.bytes().fill(heap, buffer);
    if (length > 0) {
      storedSize += length;
      meter.stored(storedSize);
      if (request.expectedSize() >= 0 && storedSize > request.expectedSize()) {
        throw LayerErrors.size(name(), request.expectedSize(), request.expectedSize(), true);
      }
      progress.accept(length);
    }
    return length;
  }

  /** Hashes what was filled last. */
  void hashStored(int length) {
    storedHash.update(heap, length);
  }

  /** So many bytes came out of the unpacker. */
  void unpacked(int bytes) {
    unpackedSize += bytes;
    meter.unpacked(bytes);
  }

  /**
   * True when the unpacked bytes must be hashed for themselves: plain layers are their own DiffID,
   * when both digests are of one algorithm.
   */
  boolean hashesUnpacked(Compression compression) {
    return diffIdHash != null
        && (compression != Compression.NONE
            || !diffIdHash.algorithm().equals(storedHash.algorithm()));
  }

  void hashUnpacked(ByteBuffer bytes) {
    if (diffIdHash != null) {
      diffIdHash.update(bytes);
    }
  }

  void walk(ByteBuffer bytes) {
    tar.feed(bytes);
  }

  void finishWalk() {
    tar.finish();
  }

  /** Proves what is expected. */
  LayerResult result(Compression compression) {
    Digest stored = storedHash.digest();
    if (request.expectedSize() >= 0 && storedSize != request.expectedSize()) {
      throw LayerErrors.size(name(), request.expectedSize(), storedSize, false);
    }
    if (request.expected() != null && !stored.equals(request.expected())) {
      throw LayerErrors.digest(name(), request.expected(), stored);
    }
    Digest diffId = null;
    if (diffIdHash != null) {
      diffId = hashesUnpacked(compression) ? diffIdHash.digest() : stored;
      if (request.expectedDiffId() != null && !diffId.equals(request.expectedDiffId())) {
        throw LayerErrors.diffId(name(), request.expectedDiffId(), diffId);
      }
    }
    return new LayerResult(stored, diffId, storedSize, unpackedSize, tar.entries(), compression);
  }

  /** Charges each entry before the visitor sees it. */
  private record Counted(LayerVisitor visitor, LayerMeter meter) implements LayerVisitor {
    @Override
    public @Nullable ContentConsumer entry(TarEntry entry) {
      meter.entry();
      return visitor.entry(entry);
    }

    @Override
    public void problem(String path, String problem) {
      visitor.problem(path, problem);
    }
  }
}
