package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.inventory.language.ExecutableHead.Format;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programs that name the modules they were built from: Go's build information ({@link
 * GoBuildInfoProbe}) and cargo-auditable's dependency list ({@link CargoAuditableProbe}), in ELF,
 * PE and Mach-O files.
 *
 * <p>Looked at are files of at least 4 KiB with any execute permission or in a folder named {@code
 * bin} or {@code sbin}. One pass serves both probes and holds a few kilobytes, however large the
 * program is. What is no program of a known kind is let go after its first bytes; of a program only
 * the segments that can hold the evidence are searched, and nothing after them is read.
 */
public final class ExecutableCataloguer implements Cataloguer {
  private static final int MIN_SIZE = 4 << 10;

  @Override
  public String id() {
    return "executable";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    if (entry.type() != EntryType.FILE || entry.size() < MIN_SIZE) {
      return null;
    }
    return entry.executable() || inProgramFolder(entry.path()) ? new Consumer(sink) : null;
  }

  private static boolean inProgramFolder(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 3 || !path.startsWith("bin", slash - 3)) {
      return false;
    }
    int before = slash - 4;
    return before < 0
        || path.charAt(before) == '/'
        || (path.charAt(before) == 's' && (before == 0 || path.charAt(before - 1) == '/'));
  }

  /** Gathers the head, then lets the probes see the whole file from its first byte. */
  static final class Consumer implements ContentConsumer {
    private static final int DECIDE = 20;
    private static final int ELF_HEAD = 4 << 10;

    private final FactSink sink;
    private final List<ExecutableProbe> running = new ArrayList<>(2);
    private final List<ExecutableProbe> probes = new ArrayList<>(2);
    private byte[] head = new byte[DECIDE];
    private int headLength;
    private @Nullable Format format;
    private boolean begun;
    private long position;

    Consumer(FactSink sink) {
      this.sink = sink;
    }

    @Override
    public boolean accept(byte[] buffer, int offset, int length) {
      int at = offset;
      int end = offset + length;
      while (!begun) {
        int taken = Math.min(end - at, head.length - headLength);
        System.arraycopy(buffer, at, head, headLength, taken);
        headLength += taken;
        at += taken;
        if (headLength < head.length) {
          return true;
        }
        if (format != null) {
          begin(format);
        } else {
          format = ExecutableHead.format(head, 0, headLength);
          if (format == null) {
            return false;
          }
          int size = format == Format.ELF ? ELF_HEAD : ExecutableHead.BYTES;
          head = java.util.Arrays.copyOf(head, size);
        }
      }
      return pass(buffer, at, end - at);
    }

    private void begin(Format known) {
      begun = true;
      ExecutableHead read = ExecutableHead.read(known, head, headLength);
      probes.add(new GoBuildInfoProbe(read));
      if (!read.goBuildId()) {
        probes.add(new CargoAuditableProbe(read));
      }
      running.addAll(probes);
      pass(head, 0, headLength);
      head = new byte[0];
    }

    private boolean pass(byte[] buffer, int offset, int length) {
      long from = position;
      position += length;
      running.removeIf(probe -> !probe.accept(from, buffer, offset, length));
      return !running.isEmpty();
    }

    @Override
    public void end() {
      if (!begun && format != null) {
        begin(format);
      }
      for (ExecutableProbe probe : probes) {
        probe.end(sink);
      }
    }
  }
}
