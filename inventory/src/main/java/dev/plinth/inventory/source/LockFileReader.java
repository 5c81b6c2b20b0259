package dev.plinth.inventory.source;

import java.io.IOException;

/**
 * Reads one kind of file that names a project's packages. Implementations have no state. Adding one
 * means one class and one line in {@link LockFileReaders}.
 */
interface LockFileReader {
  /** Whether this is such a file, by its name and the names of the folders above it. */
  boolean reads(TreePath path);

  /**
   * Tells the sink what the file names.
   *
   * @throws LockFormatException when the file is not of its format; what was told before stays
   */
  void read(LockFile file, LockSink sink) throws IOException;
}
