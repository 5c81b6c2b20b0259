package dev.plinth.oci.source;

import dev.plinth.oci.layer.LayerBytes;
import java.io.Closeable;
import java.io.IOException;

/** A store whose layers can be reached in any order, by several threads. */
interface LayerStore extends EntryStore, Closeable {

  /** A layer's bytes, and what to close after them, from any thread. */
  record Opened(LayerBytes bytes, Closeable under) implements Closeable {
    @Override
    public void close() throws IOException {
      under.close();
    }
  }

  /** The layer of that name, opened for itself. */
  Opened open(String name) throws IOException;

  /**
   * What tells that the layer of that name still has the bytes it had; empty when nothing does, so
   * that they must be hashed each time.
   */
  String identity(String name);

  /**
   * True where layers are asked for by their digests, as in a registry: one that is known need not
   * be asked for, since no other bytes have its digest.
   */
  default boolean addressed() {
    return false;
  }

  /** Its first bytes, at most {@link ArchiveMagic#HEAD}. */
  byte[] head(String name) throws IOException;
}
