package dev.plinth.oci.compress;

import java.nio.ByteBuffer;

/**
 * Turns stored bytes into what they unpack to, in pieces of any size. Not for several threads;
 * made, used and closed by the same one.
 */
public interface Unpacker extends AutoCloseable {
  /**
   * Takes from {@code in} and gives to {@code out}, both direct buffers, until the one is empty or
   * the other full. When room is left in {@code out}, everything that the input taken so far gives
   * was given.
   *
   * @throws dev.plinth.foundation.PlinthException PLINTH-GZIP-… or PLINTH-ZSTD-… where the input is
   *     damaged
   */
  void unpack(ByteBuffer in, ByteBuffer out);

  /**
   * No more input comes.
   *
   * @throws dev.plinth.foundation.PlinthException when more had to come
   */
  void finish();

  /** Frees native memory. */
  @Override
  void close();

  /** For that compression, which must not be {@link Compression#NONE}. */
  static Unpacker of(Compression compression) {
    return switch (compression) {
      case GZIP -> new GzipUnpacker(InflateEngines.selected());
      case ZSTD -> new ZstdUnpacker();
      case NONE -> throw new IllegalArgumentException("nothing to unpack");
    };
  }
}
