package dev.plinth.inventory.os;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One package's header as the rpm database stores it: rpm's "Header format" (docs/manual,
 * format_header.md), without the eight bytes of magic that package files have.
 *
 * <pre>
 * header := entries:4 data-size:4 { entry } data
 * entry  := tag:4 type:4 offset:4 count:4                  offset from the begin of data
 * types  := 0 null, 1 char, 2 int8, 3 int16, 4 int32, 5 int64, 6 string, 7 bytes,
 *           8 string array, 9 localised strings            strings end with a NUL
 * </pre>
 *
 * <p>All numbers are big-endian. When a tag comes twice the later counts, for what rpm adds to a
 * package's own (immutable) region follows it.
 */
final class RpmHeader {
  static final int NAME = 1000;
  static final int VERSION = 1001;
  static final int RELEASE = 1002;
  static final int EPOCH = 1003;
  static final int SIZE = 1009;
  static final int VENDOR = 1011;
  static final int LICENSE = 1014;
  static final int ARCH = 1022;
  static final int OLDFILENAMES = 1027;
  static final int SOURCERPM = 1044;
  static final int DIRINDEXES = 1116;
  static final int BASENAMES = 1117;
  static final int DIRNAMES = 1118;
  static final int LONGSIZE = 5009;
  static final int MODULARITYLABEL = 5096;

  private static final int ENTRY = 16;
  private static final int MAX_ENTRIES = 0xffff;
  private static final int INT32 = 4;
  private static final int INT64 = 5;
  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;
  private static final int LOCALISED = 9;

  private final byte[] bytes;
  private final int index;
  private final int entries;
  private final int data;
  private final int end;

  private RpmHeader(byte[] bytes, int index, int entries, int data, int end) {
    this.bytes = bytes;
    this.index = index;
    this.entries = entries;
    this.data = data;
    this.end = end;
  }

  /** The header in these bytes, which it keeps. */
  static RpmHeader parse(byte[] bytes, int offset, int length) throws RpmFormatException {
    if (length < 8) {
      throw new RpmFormatException("it is shorter than a header's begin");
    }
    int entries = i32(bytes, offset);
    int dataSize = i32(bytes, offset + 4);
    if (entries <= 0 || entries > MAX_ENTRIES || dataSize < 0) {
      throw new RpmFormatException("its numbers of entries or bytes are impossible");
    }
    long size = 8L + (long) entries * ENTRY + dataSize;
    if (size > length) {
      throw new RpmFormatException("it is shorter than its begin says");
    }
    int index = offset + 8;
    int data = index + entries * ENTRY;
    return new RpmHeader(bytes, index, entries, data, data + dataSize);
  }

  /** The (first) string of that tag; empty when there is none. */
  String string(int tag) throws RpmFormatException {
    int entry = entry(tag);
    if (entry < 0) {
      return "";
    }
    int type = type(entry);
    if (type != STRING && type != LOCALISED && type != STRING_ARRAY) {
      throw new RpmFormatException("the tag " + tag + " has a type that does not suit it");
    }
    int start = start(entry);
    return new String(bytes, start, stringEnd(start) - start, StandardCharsets.UTF_8);
  }

  /** The (first) integer of that tag, int32 unsigned; the fallback when there is none. */
  long integer(int tag, long fallback) throws RpmFormatException {
    int entry = entry(tag);
    if (entry < 0 || count(entry) < 1) {
      return fallback;
    }
    int start = start(entry);
    return switch (type(entry)) {
      case INT32 -> {
        within(start, 4);
        yield i32(bytes, start) & 0xffff_ffffL;
      }
      case INT64 -> {
        within(start, 8);
        yield (long) i32(bytes, start) << 32 | (i32(bytes, start + 4) & 0xffff_ffffL);
      }
      default ->
          throw new RpmFormatException("the tag " + tag + " has a type that does not suit it");
    };
  }

  /** The int32 array of that tag; empty when there is none. */
  int[] integers(int tag) throws RpmFormatException {
    int entry = entry(tag);
    if (entry < 0) {
      return new int[0];
    }
    int count = count(entry);
    int start = start(entry);
    if (type(entry) != INT32) {
      throw new RpmFormatException("the tag " + tag + " has a type that does not suit it");
    }
    within(start, 4L * count);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = i32(bytes, start + 4 * i);
    }
    return values;
  }

  /** Where the strings of that tag's array begin, with the last one's end; empty when none. */
  int[] strings(int tag) throws RpmFormatException {
    int entry = entry(tag);
    if (entry < 0) {
      return new int[] {0};
    }
    int count = count(entry);
    int type = type(entry);
    if (type != STRING_ARRAY && type != STRING) {
      throw new RpmFormatException("the tag " + tag + " has a type that does not suit it");
    }
    int start = start(entry);
    within(start, count);
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      starts[i] = start;
      start = stringEnd(start) + 1;
    }
    starts[count] = start;
    return starts;
  }

  /** The files of the package, gathered into these paths. */
  void files(OwnedPaths paths) throws RpmFormatException {
    int[] names = strings(BASENAMES);
    if (names.length == 1) {
      int[] whole = strings(OLDFILENAMES);
      for (int i = 0; i + 1 < whole.length && paths.open(); i++) {
        paths.add(PathText.of(bytes, whole[i], whole[i + 1] - 1 - whole[i]));
      }
      return;
    }
    int[] folders = integers(DIRINDEXES);
    int[] starts = strings(DIRNAMES);
    if (folders.length != names.length - 1) {
      throw new RpmFormatException("it has not as many folders as file names");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i + 1 < starts.length; i++) {
      String text = PathText.of(bytes, starts[i], starts[i + 1] - 1 - starts[i]);
      texts.add(text == null ? "" : text);
    }
    for (int i = 0; i < folders.length && paths.open(); i++) {
      if (folders[i] < 0 || folders[i] >= texts.size()) {
        throw new RpmFormatException("a file of it lies in a folder that is not listed");
      }
      String folder = texts.get(folders[i]);
      String name = PathText.of(bytes, names[i], names[i + 1] - 1 - names[i]);
      if (name == null || folder.length() + name.length() >= PathText.MAX_LENGTH) {
        paths.add(null);
      } else {
        paths.add(folder.isEmpty() || name.isEmpty() ? folder + name : folder + "/" + name);
      }
    }
  }

  private int entry(int tag) {
    for (int i = entries - 1; i >= 0; i--) {
      int entry = index + i * ENTRY;
      if (i32(bytes, entry) == tag) {
        return entry;
      }
    }
    return -1;
  }

  private int type(int entry) {
    return i32(bytes, entry + 4);
  }

  private int count(int entry) throws RpmFormatException {
    int count = i32(bytes, entry + 12);
    if (count < 0 || count > end - data) {
      throw new RpmFormatException("an entry of it has more values than fit");
    }
    return count;
  }

  private int start(int entry) throws RpmFormatException {
    int offset = i32(bytes, entry + 8);
    if (offset < 0 || offset >= end - data) {
      throw new RpmFormatException("an entry of it points outside");
    }
    return data + offset;
  }

  private void within(int start, long size) throws RpmFormatException {
    if (size > end - start) {
      throw new RpmFormatException("an entry of it reaches beyond its end");
    }
  }

  private int stringEnd(int start) throws RpmFormatException {
    for (int i = start; i < end; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    throw new RpmFormatException("a string of it does not end");
  }

  private static int i32(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
