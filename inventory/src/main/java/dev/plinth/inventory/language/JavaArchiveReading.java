package dev.plinth.inventory.language;

import dev.plinth.foundation.hash.Hashes;
import dev.plinth.inventory.language.MemoryBudget.Reservation;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one archive whose bytes come in pieces: gathers them in memory as long as the
 * limit and the shared budget allow and then reads the central directory, else goes over to reading
 * the stream.
 */
final class JavaArchiveReading {
  private static final int MAX_HELD = 24 << 20;
  private static final int FIRST = 16 << 10;

  private final JavaArchiveJob job;
  private final JavaEvidence evidence;
  private final long expected;
  private final Reservation reservation;
  private byte[] held = new byte[0];
  private int length;
  private @Nullable ZipStream stream;
  private @Nullable MessageDigest digest;

  /**
   * @param expected size in bytes as some header says, -1 when unknown; only a hint
   */
  JavaArchiveReading(JavaArchiveJob job, JavaEvidence evidence, long expected) {
    this.job = job;
    this.evidence = evidence;
    this.expected = expected;
    this.reservation = job.memory().open();
    if (expected > MAX_HELD) {
      beginStream();
    }
  }

  void accept(byte[] buffer, int offset, int count) {
    if (stream == null && !hold(count)) {
      beginStream();
    }
    if (stream != null && digest != null) {
      digest.update(buffer, offset, count);
      stream.accept(buffer, offset, count);
    } else {
      System.arraycopy(buffer, offset, held, length, count);
      length += count;
    }
  }

  /** Makes room for so many bytes more; false when there is none. */
  private boolean hold(int count) {
    if (count > MAX_HELD - length) {
      return false;
    }
    int needed = length + count;
    if (needed <= held.length) {
      return true;
    }
    // The promised size is believed step by step, as the bytes come.
    long aim = Math.max(needed, Math.max(FIRST, 2L * held.length));
    if (expected >= needed && expected <= aim * 2) {
      aim = expected;
    }
    int capacity = (int) Math.min(aim, MAX_HELD);
    int before = held.length;
    if (!job.memory().reserve(reservation, capacity)) {
      return false;
    }
    held = Arrays.copyOf(held, capacity);
    job.memory().release(reservation, before);
    return true;
  }

  private void beginStream() {
    ZipStream begun = new ZipStream(job, evidence);
    MessageDigest sha1 = Hashes.of("SHA-1");
    sha1.update(held, 0, length);
    begun.accept(held, 0, length);
    stream = begun;
    digest = sha1;
    free();
  }

  private void free() {
    held = new byte[0];
    length = 0;
    job.memory().releaseAll(reservation);
  }

  void end() {
    if (stream != null && digest != null) {
      stream.end();
      byte[] sum = digest.digest();
      evidence.report(() -> HexFormat.of().formatHex(sum));
      return;
    }
    read(job, evidence, held, 0, length);
    free();
  }

  /** Reads an archive that lies in memory, from (inclusive) to to (exclusive). */
  static void read(JavaArchiveJob job, JavaEvidence evidence, byte[] bytes, int from, int to) {
    if (!ZipDirectory.read(job, evidence, bytes, from, to)) {
      ZipStream stream = new ZipStream(job, evidence);
      stream.accept(bytes, from, to - from);
      stream.end();
    }
    evidence.report(() -> {
      MessageDigest sha1 = Hashes.of("SHA-1");
      sha1.update(bytes, from, to - from);
      return HexFormat.of().formatHex(sha1.digest());
    });
  }
}
