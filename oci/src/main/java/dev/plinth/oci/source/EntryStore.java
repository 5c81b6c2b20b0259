package dev.plinth.oci.source;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The named pieces of an image's folder or archive: {@code index.json}, {@code blobs/sha256/…},
 * {@code 4f53…/layer.tar}.
 *
 * <p>Names may be anything an input says: one that leads out of the store is simply not in it.
 */
interface EntryStore {
  /** What messages call it. */
  String label();

  /** The size of a piece in bytes, -1 when it is not there. */
  long size(String name);

  /**
   * The bytes of a small piece, null when it is not there.
   *
   * @throws dev.plinth.foundation.PlinthException when it is larger than a document may be
   */
  byte @Nullable [] document(String name);

  /** True where both names stand for the same piece. */
  String canonical(String name);

  /** All names; empty for a folder, which is not searched. */
  Set<String> names();
}
