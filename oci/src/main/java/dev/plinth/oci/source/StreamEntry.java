package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.layer.LayerResult;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an entry that streamed by.
 *
 * @param <R> what is learnt from one layer
 */
final class StreamEntry<R> {
  private final long size;
  private final byte @Nullable [] document;
  private final @Nullable Outcome<R> layer;

  StreamEntry(long size, byte @Nullable [] document, @Nullable Outcome<R> layer) {
    this.size = size;
    this.document = document;
    this.layer = layer;
  }

  /** In bytes. */
  long size() {
    return size;
  }

  /** Its bytes, where it may be a manifest or the like; null otherwise. */
  byte @Nullable [] document() {
    return document;
  }

  /** What came of reading it as a layer; null when it is none. */
  @Nullable Outcome<R> layer() {
    return layer;
  }

  /** What came of reading an entry as a layer. */
  sealed interface Outcome<R> {
    /** It was known already, by the digest in its name, which its bytes were proved to have. */
    record Known<R>(R result) implements Outcome<R> {}

    /** It was read; nobody knows yet whether the image has it. */
    record Read<R>(LayerAnalysis.Reading<R> reading, LayerResult result, @Nullable Digest proved)
        implements Outcome<R> {}

    /** It could not be read, which matters only when the image has it. */
    record Failed<R>(PlinthException failure) implements Outcome<R> {}
  }
}
