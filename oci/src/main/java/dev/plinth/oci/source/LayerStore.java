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

  /** Its first bytes, at most {@link ArchiveMagic#HEAD}. */
  byte[] head(String name) throws IOException;
}
