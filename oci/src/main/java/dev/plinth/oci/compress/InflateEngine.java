package dev.plinth.oci.compress;

/** One implementation of RFC 1951 (deflate) decompression. */
public interface InflateEngine {
  /** Its short name: {@code isal}, {@code gkl} or {@code jdk}. */
  String name();

  /** What it is and where it comes from, for {@code plinth --version}. */
  String description();

  /** A new stream, for the calling thread alone. */
  InflateStream open();
}
