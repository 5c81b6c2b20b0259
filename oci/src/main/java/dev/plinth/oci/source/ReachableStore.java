package dev.plinth.oci.source;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A store whose entries lie in files. */
interface ReachableStore extends LayerStore {
  /** Where an entry lies: a part of a file, opened for itself; whoever asked closes it. */
  record Region(FileChannel channel, long offset, long size) {}

  /**
   * Where the entry of that name lies.
   *
   * @throws dev.plinth.foundation.PlinthException when there is none
   */
  Region region(String name) throws IOException;
}
