package dev.plinth.advisories.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to replace a store: a lock on the file {@code .lock} beside it, which the operating
 * system takes back from a process that dies. The folder is made where there is none.
 */
final class StoreLock implements AutoCloseable {
  /** How long to wait for another update to end. */
  private static final long PATIENCE_MILLIS = 3_000;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws dev.plinth.foundation.PlinthException where another has it for longer than the patience
   */
  static StoreLock of(Path store) throws IOException {
    Path folder = store.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    FileChannel channel =
        FileChannel.open(
            store.resolveSibling(store.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    boolean held = false;
    try {
      await(channel, store);
      held = true;
      return new StoreLock(channel);
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static void await(FileChannel channel, Path store) throws IOException {
    long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        // Another update in this very process.
      }
      if (lock != null) {
        return;
      }
      if (System.nanoTime() - until > 0) {
        throw StoreErrors.locked(store);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw StoreErrors.locked(store);
      }
    }
  }

  /** Closing the channel gives the lock back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
