package dev.plinth.inventory.facts;

import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.util.Arrays;

/**
 * Writes a layer's entries, in their order, each relative to the one before.
 *
 * <pre>
 * table := entry*
 * entry := head shared suffix mode? owner? modified? size? link? devices? xattrs?
 * head  := 1 byte: bits 0-2 the type (0 file, 1 directory, 2 symbolic link, 3 hard link, 4 character
 *          device, 5 block device, 6 FIFO, 7 other); bit 3 mode as the last of the same type; bit 4
 *          owner, bit 5 modification time as the entry before; bit 6 has extended attributes
 * shared   := varint, how many bytes of the path are those of the path before
 * suffix   := bytes, the rest of the path
 * mode     := varint
 * owner    := varint user, varint group
 * modified := zigzag difference to the entry before
 * size     := varint (files)
 * link     := bytes (symbolic and hard links)
 * devices  := varint major, varint minor (devices)
 * xattrs   := varint count, count × bytes: the names
 * bytes    := varint length, length bytes, as {@link ByteWriter#encode} writes texts
 * </pre>
 *
 * Before the first entry the path is empty and all numbers are 0.
 */
final class EntryTableWriter {
  static final int SAME_MODE = 8;
  static final int SAME_OWNER = 16;
  static final int SAME_TIME = 32;
  static final int XATTRS = 64;
  private static final EntryType[] TYPES = {
    EntryType.FILE,
    EntryType.DIRECTORY,
    EntryType.SYMLINK,
    EntryType.HARDLINK,
    EntryType.CHARACTER_DEVICE,
    EntryType.BLOCK_DEVICE,
    EntryType.FIFO,
    EntryType.OTHER
  };

  private final Spool spool;
  private final ByteWriter text = new ByteWriter(256);
  private final int[] modes = new int[TYPES.length];
  private byte[] path = new byte[256];
  private int pathLength;
  private long uid;
  private long gid;
  private long modified;
  private int entries;

  EntryTableWriter(Spool spool) {
    this.spool = spool;
  }

  /** How many entries there are. */
  int entries() {
    return entries;
  }

  void append(TarEntry entry) {
    ByteWriter out = spool.writer();
    text.reset();
    text.encode(entry.path());
    int type = code(entry.type());
    boolean sameMode = modes[type] == entry.mode();
    boolean sameOwner = uid == entry.uid() && gid == entry.gid();
    boolean sameTime = modified == entry.modified();
    boolean xattrs = !entry.xattrs().isEmpty();
    out.u8(
        type
            | (sameMode ? SAME_MODE : 0)
            | (sameOwner ? SAME_OWNER : 0)
            | (sameTime ? SAME_TIME : 0)
            | (xattrs ? XATTRS : 0));
    path(out);
    if (!sameMode) {
      modes[type] = entry.mode();
      out.varint(entry.mode());
    }
    if (!sameOwner) {
      uid = entry.uid();
      gid = entry.gid();
      out.varint(uid);
      out.varint(gid);
    }
    if (!sameTime) {
      out.zigzag(entry.modified() - modified);
      modified = entry.modified();
    }
    switch (entry.type()) {
      case FILE -> out.varint(entry.size());
      case SYMLINK, HARDLINK -> bytes(out, entry.link());
      case CHARACTER_DEVICE, BLOCK_DEVICE -> {
        out.varint(entry.deviceMajor());
        out.varint(entry.deviceMinor());
      }
      case DIRECTORY, FIFO, OTHER -> {}
    }
    if (xattrs) {
      String[] names = entry.xattrs().keySet().toArray(new String[0]);
      Arrays.sort(names);
      out.varint(names.length);
      for (String name : names) {
        bytes(out, name);
      }
    }
    entries++;
    spool.settle();
  }

  private void path(ByteWriter out) {
    byte[] now = text.array();
    int length = text.size();
    int shared = Arrays.mismatch(path, 0, pathLength, now, 0, length);
    if (shared < 0) {
      shared = length;
    }
    out.varint(shared);
    out.varint(length - shared);
    out.raw(now, shared, length - shared);
    if (path.length < length) {
      path = new byte[length * 2];
      shared = 0;
    }
    System.arraycopy(now, shared, path, shared, length - shared);
    pathLength = length;
  }

  private void bytes(ByteWriter out, String value) {
    text.reset();
    text.encode(value);
    out.varint(text.size());
    out.raw(text.array(), 0, text.size());
  }

  static EntryType type(int code) {
    return TYPES[code];
  }

  private static int code(EntryType type) {
    return switch (type) {
      case FILE -> 0;
      case DIRECTORY -> 1;
      case SYMLINK -> 2;
      case HARDLINK -> 3;
      case CHARACTER_DEVICE -> 4;
      case BLOCK_DEVICE -> 5;
      case FIFO -> 6;
      case OTHER -> 7;
    };
  }
}
