package dev.plinth.oci.tar;

/** Takes the content of one file as it passes, in pieces, in order. */
public interface ContentConsumer {
  /**
   * The next bytes; the array is reused after the call returns. Holes of sparse files come as
   * zeros.
   *
   * @return false when it has seen enough: the rest is passed over and {@link #end} is still called
   */
  boolean accept(byte[] buffer, int offset, int length);

  /** The content is complete (or as much of it as was wanted). */
  void end();
}
