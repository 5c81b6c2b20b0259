package dev.plinth.oci.source;

import dev.plinth.oci.layer.LayerBytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** A store whose layers can be reached in any order, by several threads. */
interface LayerStore extends EntryStore, Closeable {

  /** A layer's bytes, and the file to close after them. */
  record Opened(LayerBytes bytes, FileChannel channel) implements Closeable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The layer of that name, opened for itself. */
  Opened open(String name) throws IOException;

  /** Where an entry lies: a part of a file, opened for itself; whoever asked closes it. */
  record Region(FileChannel channel, long offset, long size) {}

  /** Where the entry of that name lies. */
  Region region(String name) throws IOException;

  /** Its first bytes, at most {@link ArchiveMagic#HEAD}. */
  byte[] head(String name) throws IOException;
}
