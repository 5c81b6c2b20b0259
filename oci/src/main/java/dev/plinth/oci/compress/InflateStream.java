package dev.plinth.oci.compress;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** Inflates raw deflate streams (RFC 1951), one after the other. */
interface InflateStream extends AutoCloseable {
  /** Forgets everything: a new stream begins. */
  void reset();

  /**
   * Inflates from {@code in} to {@code out} (direct buffers) until the input is empty, the output
   * full or the stream ended.
   *
   * @return true when the stream ended and everything was given out
   * @throws DataFormatException where this is no deflate stream
   */
  boolean inflate(ByteBuffer in, ByteBuffer out) throws DataFormatException;

  /**
   * After the end: how many of the bytes taken from the input lie beyond the stream. At most 8.
   *
   * @param into receives them from index 0 on
   */
  int surplus(byte[] into);

  @Override
  void close();
}
