package dev.plinth.oci.compress;

/** How a layer's bytes are stored, as their content says; media types are not believed. */
public enum Compression {
  /** A tar as it is. */
  NONE,
  /** RFC 1952. */
  GZIP,
  /** RFC 8878. */
  ZSTD
}
