package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.FactSink;

/** Looks for one kind of evidence in an executable as its bytes pass. */
interface ExecutableProbe {
  /**
   * The next bytes of the file.
   *
   * @param position of the first of them in the file
   * @return false when no later byte can matter
   */
  boolean accept(long position, byte[] buffer, int offset, int length);

  /** The file has ended, or all that was wanted has been seen: tells what was found. */
  void end(FactSink sink);
}
