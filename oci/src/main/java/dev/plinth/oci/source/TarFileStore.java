package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.layer.LayerBytes;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import dev.plinth.oci.tar.TarStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An archive that is a plain tar in a file: its headers are read once, to learn where each entry
 * lies; after that every entry can be reached.
 */
final class TarFileStore implements ReachableStore {
  /** Where an entry's content lies. */
  private record Place(long offset, long size) {}

  private final Path file;
  private final FileChannel channel;
  private final String label;
  private final int documentBytes;
  private final EntryTable<Place> table;

  private TarFileStore(
      Path file, FileChannel channel, String label, int documentBytes, EntryTable<Place> table) {
    this.file = file;
    this.label = label;
    this.channel = channel;
    this.documentBytes = documentBytes;
    this.table = table;
  }

  static TarFileStore open(Path file, Limits limits) {
    return open(file, file.toString(), limits);
  }

  /** With what messages call it. */
  static TarFileStore open(Path file, String label, Limits limits) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      EntryTable<Place> table = index(label, channel, limits);
      TarFileStore store = new TarFileStore(file, channel, label, limits.documentBytes(), table);
      channel = null;
      return store;
    } catch (IOException e) {
      throw SourceErrors.unreadable(label, e);
    } finally {
      closeQuietly(channel);
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // opening failed already; that failure is the one to tell of
      }
    }
  }

  private static EntryTable<Place> index(String label, FileChannel channel, Limits limits)
      throws IOException {
    EntryTable<Place> table = new EntryTable<>(label);
    long size = channel.size();
    TarStream tar =
        new TarStream(new ChannelStream(channel, size), limits, limits.archiveEntries());
    for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
      if (entry.type() == EntryType.FILE && tar.contentOffset() >= 0) {
        Place region = new Place(tar.contentOffset(), entry.size());
        if (region.size > size - region.offset) {
          throw SourceErrors.truncated(label, "the entry " + entry.path());
        }
        table.put(entry.path(), region);
      } else if (entry.type() == EntryType.SYMLINK) {
        table.link(entry.path(), entry.link());
      } else if (entry.type() == EntryType.HARDLINK) {
        table.hardLink(entry.path(), entry.link());
      }
    }
    return table;
  }

  /** The file from front to end; what is skipped is not read. */
  private static final class ChannelStream extends InputStream {
    private final FileChannel channel;
    private final long size;
    private long position;

    ChannelStream(FileChannel channel, long size) {
      this.channel = channel;
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = channel.read(ByteBuffer.wrap(buffer, offset, length), position);
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long bytes) {
      long skipped = Math.clamp(bytes, 0, Math.max(size - position, 0));
      position += skipped;
      return skipped;
    }
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public long size(String name) {
    Place region = table.find(name);
    return region == null ? -1 : region.size;
  }

  @Override
  public byte @Nullable [] document(String name) {
    Place region = table.find(name);
    if (region == null) {
      return null;
    }
    if (region.size > documentBytes) {
      throw SourceErrors.documentSize(label(), name, region.size, documentBytes);
    }
    try {
      return bytes(name, region, (int) region.size);
    } catch (IOException e) {
      throw SourceErrors.unreadable(label(), e);
    }
  }

  private byte[] bytes(String name, Place region, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, region.offset + buffer.position()) < 0) {
        throw SourceErrors.truncated(label(), "the entry " + name);
      }
    }
    return buffer.array();
  }

  @Override
  public String canonical(String name) {
    String resolved = table.resolve(name);
    return resolved == null ? name : resolved;
  }

  @Override
  public Set<String> names() {
    return table.names();
  }

  @Override
  public Opened open(String name) throws IOException {
    Place region = table.find(name);
    if (region == null) {
      throw SourceErrors.missingEntry(label(), "the image", name);
    }
    FileChannel own = FileChannel.open(file, StandardOpenOption.READ);
    return new Opened(
        LayerBytes.file(name + " of " + label(), own, region.offset, region.size), own);
  }

  @Override
  public Region region(String name) throws IOException {
    Place region = table.find(name);
    if (region == null) {
      throw SourceErrors.missingEntry(label(), "the image", name);
    }
    return new Region(FileChannel.open(file, StandardOpenOption.READ), region.offset, region.size);
  }

  @Override
  public String identity(String name) {
    Place region = table.find(name);
    String whole = region == null ? "" : FileIdentity.of(file);
    return region == null || whole.isEmpty() ? "" : whole + " " + region.offset + " " + region.size;
  }

  @Override
  public byte[] head(String name) throws IOException {
    Place region = table.find(name);
    return region == null
        ? new byte[0]
        : bytes(name, region, (int) Math.min(region.size, ArchiveMagic.HEAD));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
