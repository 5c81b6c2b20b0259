package dev.plinth.inventory.facts;

import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Goes through the entries of an {@link EntryTable}. The paths are bytes as {@link
 * ByteWriter#encode} writes them, so that nothing is allocated for entries that nobody wants whole.
 */
public final class EntryCursor {
  private static final int MAX_TEXT = 8 << 20;

  private final TableInput in;
  private final int entries;
  private int ordinal = -1;
  private final int[] modes = new int[8];
  private EntryType type = EntryType.OTHER;
  private byte[] path = new byte[256];
  private int pathLength;
  private int shared;
  private byte[] link = new byte[256];
  private int linkLength;
  private int mode;
  private long uid;
  private long gid;
  private long modified;
  private long size;
  private int deviceMajor;
  private int deviceMinor;
  private Map<String, String> xattrs = Map.of();

  EntryCursor(TableInput in, int entries) {
    this.in = in;
    this.entries = entries;
  }

  /**
   * Goes to the next entry; false after the last. A damaged table is a {@code
   * dev.plinth.foundation.PlinthException}.
   */
  public boolean next() {
    try {
      return read();
    } catch (IOException e) {
      throw FactsErrors.table(e);
    }
  }

  private boolean read() throws IOException {
    if (ordinal + 1 >= entries) {
      if (!in.atEnd()) {
        throw new FactsFormatException("there is something after the last entry");
      }
      return false;
    }
    ordinal++;
    int head = in.u8();
    int code = head & 7;
    type = EntryTableWriter.type(code);
    shared = in.number(pathLength);
    int suffix = in.number(MAX_TEXT - shared);
    if (shared + suffix > path.length) {
      path = Arrays.copyOf(path, (shared + suffix) * 2);
    }
    in.bytes(path, shared, suffix);
    pathLength = shared + suffix;
    if ((head & EntryTableWriter.SAME_MODE) == 0) {
      modes[code] = in.number(Integer.MAX_VALUE);
    }
    mode = modes[code];
    if ((head & EntryTableWriter.SAME_OWNER) == 0) {
      uid = in.varint();
      gid = in.varint();
    }
    if ((head & EntryTableWriter.SAME_TIME) == 0) {
      long difference = in.varint();
      modified += (difference >>> 1) ^ -(difference & 1);
    }
    size = type == EntryType.FILE ? in.varint() : 0;
    linkLength = 0;
    if (type == EntryType.SYMLINK || type == EntryType.HARDLINK) {
      linkLength = in.number(MAX_TEXT);
      if (linkLength > link.length) {
        link = new byte[linkLength * 2];
      }
      in.bytes(link, 0, linkLength);
    }
    boolean device = type == EntryType.CHARACTER_DEVICE || type == EntryType.BLOCK_DEVICE;
    deviceMajor = device ? (int) in.varint() : 0;
    deviceMinor = device ? (int) in.varint() : 0;
    xattrs = (head & EntryTableWriter.XATTRS) == 0 ? Map.of() : xattrs();
    return true;
  }

  private Map<String, String> xattrs() throws IOException {
    int count = in.number(MAX_TEXT);
    Map<String, String> names = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] name = new byte[in.number(MAX_TEXT)];
      in.bytes(name, 0, name.length);
      names.put(ByteReader.decode(name, 0, name.length), "");
    }
    return names;
  }

  /** Which entry this is, from 0. */
  public int ordinal() {
    return ordinal;
  }

  /** What it makes. */
  public EntryType type() {
    return type;
  }

  /** The encoded path, valid to {@link #pathLength} until the next call of {@link #next}. */
  byte[] path() {
    return path;
  }

  int pathLength() {
    return pathLength;
  }

  /** How many bytes of the path are those of the entry before. */
  int shared() {
    return shared;
  }

  /** The encoded target of a link, valid to {@link #linkLength}. */
  byte[] link() {
    return link;
  }

  int linkLength() {
    return linkLength;
  }

  /** The content's size in bytes. */
  public long size() {
    return size;
  }

  /** The permission bits and the three above them. */
  int mode() {
    return mode;
  }

  /** The owner's number. */
  long user() {
    return uid;
  }

  /** The owning group's number. */
  long group() {
    return gid;
  }

  /** Whether it has an extended attribute of that name. */
  boolean attribute(String name) {
    return xattrs.containsKey(name);
  }

  /** The path as text. */
  public String pathText() {
    return text(path, pathLength);
  }

  /**
   * The whole entry; of its extended attributes only the names are kept, their values are empty.
   */
  public TarEntry entry() {
    return new TarEntry(
        pathText(),
        type,
        size,
        mode,
        uid,
        gid,
        modified,
        text(link, linkLength),
        xattrs,
        deviceMajor,
        deviceMinor);
  }

  private static String text(byte[] bytes, int length) {
    try {
      return ByteReader.decode(bytes, 0, length);
    } catch (FactsFormatException e) {
      throw FactsErrors.table(e);
    }
  }
}
