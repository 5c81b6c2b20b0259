package dev.plinth.oci.layer;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.compress.Unpacker;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read one layer together. The first failure of any of them stops all; {@link
 * #run} returns or throws only after every thread has ended, unless one waits for a stalled stream:
 * that one is left behind, a daemon that ends with its stream and can touch nothing.
 */
final class LayerThreads {
  private static final ThreadFactory FACTORY =
      Thread.ofPlatform().daemon().name("plinth-layer-", 1).factory();

  /** How long a stream may take to notice that nobody wants it any more. */
  private static final long STALL_MILLIS = 500;

  private static final int WALK = 0;
  private static final int HASH = 1;

  private final LayerReading reading;
  private final Compression compression;
  private final ChunkRing stored;
  private final ChunkRing unpacked;
  private final boolean hashing;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  LayerThreads(LayerReading reading, Compression compression, Arena arena) {
    this.reading = reading;
    this.compression = compression;
    this.hashing = reading.hashesUnpacked(compression);
    int consumers = hashing ? 2 : 1;
    boolean plain = compression == Compression.NONE;
    stored =
        new ChunkRing(
            arena, LayerPipeline.STORED_CHUNKS, LayerPipeline.STORED_CHUNK, plain ? consumers : 1);
    unpacked =
        plain
            ? stored
            : new ChunkRing(
                arena, LayerPipeline.UNPACKED_CHUNKS, LayerPipeline.UNPACKED_CHUNK, consumers);
  }

  /** Reads everything; the first piece was read and hashed already. */
  void run(ByteBuffer first) throws IOException {
    Thread reader = FACTORY.newThread(() -> guarded(() -> read(first)));
    List<Thread> threads = new ArrayList<>(2);
    if (compression != Compression.NONE) {
      threads.add(FACTORY.newThread(() -> guarded(this::unpack)));
    }
    if (hashing) {
      threads.add(FACTORY.newThread(() -> guarded(this::hash)));
    }
    boolean interrupted = false;
    try {
      reader.start();
      threads.forEach(Thread::start);
      guarded(this::walk);
    } finally {
      for (Thread thread : threads) {
        interrupted |= join(thread, false);
      }
      interrupted |= join(reader, reading.mayStall());
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    rethrow(failure.get());
  }

  /** Waits for the thread's end; true when interrupted meanwhile, which stops everything. */
  private boolean join(Thread thread, boolean mayStall) {
    boolean interrupted = false;
    while (true) {
      try {
        if (mayStall && failure.get() != null) {
          thread.join(STALL_MILLIS);
        } else {
          thread.join();
        }
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        fail(e);
      }
    }
  }

  private void rethrow(@Nullable Throwable cause) throws IOException {
    switch (cause) {
      case null -> {}
      case PlinthException e -> throw e;
      case IOException e -> throw e;
      case InterruptedException e -> {
        Thread.currentThread().interrupt();
        throw LayerErrors.interrupted(reading.name());
      }
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    }
  }

  private interface Step {
    void run() throws IOException, InterruptedException, ChunkRing.StoppedException;
  }

  @SuppressWarnings("InterruptedExceptionSwallowed") // it is kept, and rethrown by run
  private void guarded(Step step) {
    try {
      step.run();
    } catch (ChunkRing.StoppedException e) {
      // the failure that stopped this step is the one to report
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    stored.stop();
    unpacked.stop();
  }

  private void read(ByteBuffer first) throws IOException, InterruptedException {
    ByteBuffer buffer = stored.acquire();
    if (buffer == null) {
      return;
    }
    buffer.put(first).flip();
    count(buffer.limit());
    stored.publish();
    while ((buffer = stored.acquire()) != null) {
      int length = reading.fill(buffer);
      if (length < 0) {
        break;
      }
      count(length);
      stored.publish();
      reading.hashStored(length);
    }
    stored.end();
  }

  private void count(int length) {
    if (compression == Compression.NONE) {
      reading.unpacked(length);
    }
  }

  private void unpack() throws InterruptedException, ChunkRing.StoppedException {
    try (Unpacker unpacker = Unpacker.of(compression)) {
      ByteBuffer out = unpacked.acquire();
      ByteBuffer in;
      while (out != null && (in = stored.take(WALK)) != null) {
        do {
          unpacker.unpack(in, out);
          if (!out.hasRemaining()) {
            publish(out);
            out = unpacked.acquire();
          } else {
            break;
          }
        } while (out != null);
        stored.release(WALK);
      }
      if (out != null) {
        unpacker.finish();
        if (out.position() > 0) {
          publish(out);
        }
        unpacked.end();
      }
    }
  }

  private void publish(ByteBuffer out) {
    reading.unpacked(out.flip().limit());
    unpacked.publish();
  }

  private void hash() throws InterruptedException, ChunkRing.StoppedException {
    ByteBuffer buffer;
    while ((buffer = unpacked.take(HASH)) != null) {
      reading.hashUnpacked(buffer);
      unpacked.release(HASH);
    }
  }

  private void walk() throws InterruptedException, ChunkRing.StoppedException {
    ByteBuffer buffer;
    while ((buffer = unpacked.take(WALK)) != null) {
      reading.walk(buffer);
      unpacked.release(WALK);
    }
    reading.finishWalk();
  }
}
