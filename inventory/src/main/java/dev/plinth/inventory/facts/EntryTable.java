package dev.plinth.inventory.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * All entries of one layer in their order, encoded as {@link EntryTableWriter} says, in memory or
 * in a file that is kept open.
 */
public final class EntryTable implements Closeable {
  private final byte @Nullable [] bytes;
  private final @Nullable FileChannel channel;
  private final long offset;
  private final long length;
  private final int entries;

  private EntryTable(
      byte @Nullable [] bytes,
      @Nullable FileChannel channel,
      long offset,
      long length,
      int entries) {
    this.bytes = bytes;
    this.channel = channel;
    this.offset = offset;
    this.length = length;
    this.entries = entries;
  }

  static EntryTable inMemory(byte[] bytes, int offset, int length, int entries) {
    return new EntryTable(bytes, null, offset, length, entries);
  }

  static EntryTable inFile(FileChannel channel, long offset, long length, int entries) {
    return new EntryTable(null, channel, offset, length, entries);
  }

  /** How many entries there are. */
  public int entries() {
    return entries;
  }

  /** Whether they lie in a file that is kept open. */
  boolean inFile() {
    return channel != null;
  }

  /** How many bytes they take. */
  long length() {
    return length;
  }

  /** A reading of all entries from the first. */
  public EntryCursor cursor() {
    return new EntryCursor(
        bytes != null
            ? new TableInput(bytes, (int) offset, (int) length)
            : new TableInput(channel, offset, length),
        entries);
  }

  /** No cursor may be used afterwards. */
  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw FactsErrors.table(e);
      }
    }
  }
}
