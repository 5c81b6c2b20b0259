package dev.plinth.inventory.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and read back: in memory while they are few, then in a temporary
 * file. The file lies in the cache's folder when what is written may become a kept file; otherwise
 * it has no name any more once it is open.
 */
final class Spool implements Closeable {
  private static final int STEP = 64 << 10;
  private static final int MEMORY_MAX = 1 << 20;

  private final @Nullable FactsCache cache;
  private final MemoryBudget budget;
  private final CRC32 crc = new CRC32();
  private ByteWriter writer = new ByteWriter(1 << 10);
  private long reserved;
  private long flushed;
  private @Nullable FileChannel channel;
  private @Nullable Path file;

  Spool(@Nullable FactsCache cache, MemoryBudget budget) {
    this.cache = cache;
    this.budget = budget;
  }

  /** Where to write; after each small unit of writing {@link #settle} is to be called. */
  ByteWriter writer() {
    return writer;
  }

  /** How many bytes were written. */
  long length() {
    return flushed + writer.size();
  }

  /** Moves what was written to a file when it has become too much for memory. */
  void settle() {
    if (channel != null) {
      if (writer.size() >= STEP) {
        flush(channel);
      }
    } else if (writer.size() > reserved) {
      if (reserved < MEMORY_MAX && budget.reserveTable(STEP)) {
        reserved += STEP;
      } else {
        flush(open());
        writer = new ByteWriter(STEP + (8 << 10));
        release();
      }
    }
  }

  /** The checksum (CRC-32) of all that was written so far. */
  int checksum() {
    CRC32 whole = crc;
    if (channel != null) {
      flush(channel);
    } else {
      whole = new CRC32();
      whole.update(writer.array(), 0, writer.size());
    }
    return (int) whole.getValue();
  }

  /** All bytes, when they are in memory; null when they are in the file. */
  byte @Nullable [] inMemory() {
    return channel == null ? writer.array() : null;
  }

  /** The file with all bytes, when there is one. */
  @Nullable FileChannel channel() {
    if (channel != null) {
      flush(channel);
    }
    return channel;
  }

  /** The file's name, null when it is in memory or has no name. */
  @Nullable Path file() {
    return file;
  }

  /** The file is kept under a name of its own now: it is not to be deleted. */
  void disown() {
    file = null;
  }

  /** The channel now belongs to somebody else; a file that nobody took over loses its name. */
  void forget() {
    channel = null;
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The cache's own tidying removes it later.
      }
      file = null;
    }
  }

  private FileChannel open() {
    try {
      Path named = cache == null ? null : cache.newTemporaryFile();
      if (named == null) {
        Path unnamed = Files.createTempFile("plinth-", ".entries");
        FileChannel opened = open(unnamed);
        Files.deleteIfExists(unnamed);
        channel = opened;
        return opened;
      }
      file = named;
      FileChannel opened = open(named);
      channel = opened;
      return opened;
    } catch (IOException e) {
      throw FactsErrors.spool(e);
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void flush(FileChannel to) {
    try {
      crc.update(writer.array(), 0, writer.size());
      ByteBuffer buffer = ByteBuffer.wrap(writer.array(), 0, writer.size());
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
      flushed += writer.size();
      writer.reset();
    } catch (IOException e) {
      throw FactsErrors.spool(e);
    }
  }

  private void release() {
    budget.releaseTable(reserved);
    reserved = 0;
  }

  /** Gives up what was written. */
  @Override
  public void close() {
    release();
    try {
      if (channel != null) {
        channel.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What stays behind is removed by the cache's own tidying.
      file = null;
    }
  }
}
