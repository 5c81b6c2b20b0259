package dev.plinth.oci.compress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * What a cold scan cannot do without: inflating every layer once and hashing its stored bytes once, with
 * nothing around it, on one thread. Prints the CPU seconds of both.
 *
 * <p>Lies in the package of the engines, since their streams are nobody else's business; see scan.sh for how
 * it is run.
 */
public class BareInflateAndHash {
  public static void main(String[] args) throws Exception {
    InflateEngine engine = InflateEngines.selected();
    double hash = 0;
    double inflate = 0;
    long stored = 0;
    long unpacked = 0;
    try (var blobs = Files.list(Path.of(args[0], "blobs", "sha256"));
        Arena arena = Arena.ofConfined()) {
      for (Path blob : blobs.filter(BareInflateAndHash::gzip).sorted().toList()) {
        try (FileChannel channel = FileChannel.open(blob, StandardOpenOption.READ);
            Arena mapping = Arena.ofConfined()) {
          MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping);
          bytes.load(); // page in, so that neither figure pays for the disk
          long t0 = cpu();
          MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
          byte[] chunk = new byte[1 << 18];
          for (long at = 0; at < bytes.byteSize(); at += chunk.length) {
            int n = (int) Math.min(chunk.length, bytes.byteSize() - at);
            MemorySegment.copy(bytes, java.lang.foreign.ValueLayout.JAVA_BYTE, at, chunk, 0, n);
            sha256.update(chunk, 0, n);
          }
          sha256.digest();
          long t1 = cpu();
          unpacked += inflate(engine, bytes, arena);
          long t2 = cpu();
          hash += (t1 - t0) / 1e9;
          inflate += (t2 - t1) / 1e9;
          stored += bytes.byteSize();
        }
      }
    }
    System.out.printf(
        "%s: %,d bytes stored, %,d unpacked; inflate %.2f CPU s, SHA-256 %.2f CPU s, together %.2f%n",
        engine.description(), stored, unpacked, inflate, hash, inflate + hash);
  }

  private static long cpu() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static boolean gzip(Path file) {
    try (var in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** One member without optional header fields, as Go's and zlib's writers make them. */
  private static long inflate(InflateEngine engine, MemorySegment bytes, Arena arena) throws Exception {
    ByteBuffer out = arena.allocate(1 << 20).asByteBuffer();
    long total = 0;
    try (InflateStream stream = engine.open()) {
      stream.reset();
      boolean ended = false;
      // A buffer holds at most 2 GiB.
      for (long at = 10; !ended && at < bytes.byteSize(); at += 1 << 30) {
        ByteBuffer in = bytes.asSlice(at, Math.min(1 << 30, bytes.byteSize() - at)).asByteBuffer();
        while (!ended && in.hasRemaining()) {
          out.clear();
          ended = stream.inflate(in, out);
          total += out.position();
        }
      }
      return total;
    }
  }
}
