package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Packages, and the files they own, of rpm's database {@code rpmdb.sqlite} (rpm 4.16 and newer), in
 * each of the places where distributions keep it. The database is buffered whole, since its pages
 * come in any order. The older formats (Berkeley DB's {@code Packages}, ndb's {@code Packages.db})
 * and a write-ahead log are said to be there, not read.
 */
public final class RpmDatabaseCataloguer implements Cataloguer {
  private static final long MAX_SIZE = 96L << 20;

  /** All databases being read at one time; the program's whole heap is 256 MB. */
  private static final MemoryBudget BUDGET = new MemoryBudget(MAX_SIZE);

  private static final int WAL_HEADER = 32;
  private static final long WAIT_SECONDS = 120;

  @Override
  public String id() {
    return "rpm-database";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public @Nullable ContentConsumer open(TarEntry entry, FactSink sink) {
    String path = entry.path();
    int folder = folder(path);
    if (folder < 0 || entry.type() != EntryType.FILE || entry.size() == 0) {
      return null;
    }
    return switch (path.substring(folder)) {
      case "rpmdb.sqlite" -> database(entry.size(), sink);
      case "rpmdb.sqlite-wal" -> {
        if (entry.size() <= WAL_HEADER) {
          yield null;
        }
        sink.problem(
            "the newest changes to the rpm database may lie in this write-ahead log, which is not"
                + " read: packages may be missing or out of date");
        yield null;
      }
      case "Packages" -> {
        sink.problem(
            "this rpm database has the Berkeley DB format, which is not read yet: the packages it"
                + " lists are missing");
        yield null;
      }
      case "Packages.db" -> {
        sink.problem(
            "this rpm database has the ndb format, which is not read yet: the packages it lists"
                + " are missing");
        yield null;
      }
      default -> null;
    };
  }

  /** The length of the folder's part of the path, -1 when it is none of rpm's. */
  private static int folder(String path) {
    if (path.startsWith("var/lib/rpm/")) {
      return "var/lib/rpm/".length();
    }
    if (path.startsWith("usr/lib/sysimage/rpm/")) {
      return "usr/lib/sysimage/rpm/".length();
    }
    return path.startsWith("usr/share/rpm/") ? "usr/share/rpm/".length() : -1;
  }

  private static @Nullable ContentConsumer database(long size, FactSink sink) {
    if (size > MAX_SIZE) {
      sink.problem(
          "the rpm database is larger than the limit of "
              + (MAX_SIZE >> 20)
              + " MiB: the packages it lists are missing");
      return null;
    }
    MemoryBudget.Share share = BUDGET.reserve(size, WAIT_SECONDS);
    if (share == null) {
      sink.problem(
          "the memory for rpm databases was in use by other layers for "
              + WAIT_SECONDS
              + " seconds: the packages this one lists are missing");
      return null;
    }
    return new Buffered(size, share, sink);
  }

  private static final class Buffered implements ContentConsumer {
    private final long size;
    private final MemoryBudget.Share share;
    private final FactSink sink;
    private @Nullable ChunkedBytes bytes;

    Buffered(long size, MemoryBudget.Share share, FactSink sink) {
      this.size = size;
      this.share = share;
      this.sink = sink;
      this.bytes = new ChunkedBytes(size);
    }

    @Override
    public boolean accept(byte[] buffer, int offset, int length) {
      ChunkedBytes gathered = bytes;
      if (gathered == null) {
        return false;
      }
      int taken = (int) Math.min(length, size - gathered.size());
      gathered.append(buffer, offset, taken);
      return taken == length;
    }

    @Override
    public void end() {
      try {
        ChunkedBytes gathered = bytes;
        if (gathered != null) {
          RpmDatabaseReader.read(gathered, sink);
        }
      } finally {
        bytes = null;
        share.close();
      }
    }
  }
}
