package dev.plinth.oci.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of extended headers: POSIX.1-2024 {@code pax}, "pax Interchange Format"; GNU tar
 * manual, "Storing Sparse Files"; star's {@code SCHILY.xattr}, libarchive's {@code
 * LIBARCHIVE.xattr}.
 *
 * <pre>
 * records = { length " " key "=" value LF }     ; length: decimal, of the whole record
 * SCHILY.xattr.NAME      = raw bytes
 * LIBARCHIVE.xattr.NAME  = base64, NAME with %XX escapes
 * GNU.sparse.*           = see SparseMap
 * </pre>
 *
 * <p>An empty value means the header's own field. {@code hdrcharset} needs no attention, since
 * names stay the bytes they are. Where a key comes twice, the last counts. Of a global header only
 * times and owners are taken: container engines ignore global headers, and a name, size or
 * attribute for every entry at once is only of use to mislead.
 */
final class PaxRecords {
  private static final String SCHILY = "SCHILY.xattr.";
  private static final String LIBARCHIVE = "LIBARCHIVE.xattr.";

  byte @Nullable [] path;
  byte @Nullable [] linkPath;
  @Nullable Long size;
  @Nullable Long uid;
  @Nullable Long gid;
  @Nullable Long modified;
  private boolean uidGiven;
  private boolean gidGiven;
  private boolean modifiedGiven;
  Map<String, String> xattrs = Map.of();

  byte @Nullable [] sparseName;
  @Nullable Long sparseRealSize;
  @Nullable Long sparseSize;
  int sparseMajor = -1;
  int sparseMinor = -1;
  final SparseMap.Builder sparse = new SparseMap.Builder();

  /** True when a global header held what is not taken from one. */
  boolean refused;

  /** Adds the records of one header. */
  void parse(byte[] bytes, int length, boolean global, long position) {
    int at = 0;
    while (at < length) {
      int digits = at;
      long size = 0;
      while (digits < length && bytes[digits] >= '0' && bytes[digits] <= '9') {
        size = Math.min(size * 10 + (bytes[digits] - '0'), Integer.MAX_VALUE);
        digits++;
      }
      if (digits == at || digits >= length || bytes[digits] != ' ') {
        throw TarErrors.record("does not start a record with its length", position);
      }
      if (size > length - at || size < digits - at + 3 || bytes[at + (int) size - 1] != '\n') {
        throw TarErrors.record("has a record of the wrong length", position);
      }
      int end = at + (int) size - 1;
      int equals = digits + 1;
      while (equals < end && bytes[equals] != '=') {
        equals++;
      }
      if (equals == end || equals == digits + 1) {
        throw TarErrors.record("has a record without a key", position);
      }
      String key = new String(bytes, digits + 1, equals - digits - 1, StandardCharsets.ISO_8859_1);
      byte[] value = Arrays.copyOfRange(bytes, equals + 1, end);
      if (global) {
        takeGlobal(key, value, position);
      } else {
        take(key, value, position);
      }
      at = end + 1;
    }
  }

  private void takeGlobal(String key, byte[] value, long position) {
    switch (key) {
      case "uid", "gid", "mtime" -> take(key, value, position);
      case "path", "linkpath", "size" -> refused = true;
      default -> refused |= key.startsWith("GNU.sparse.") || key.contains(".xattr.");
    }
  }

  private void take(String key, byte[] value, long position) {
    boolean empty = value.length == 0;
    switch (key) {
      case "path" -> path = empty ? null : name(value, position);
      case "linkpath" -> linkPath = empty ? null : name(value, position);
      case "size" ->
          size =
              empty
                  ? null
                  : TarNumbers.size(TarNumbers.decimal(value, key, position), key, position);
      case "uid" -> {
        uidGiven = true;
        uid = empty ? null : TarNumbers.decimal(value, key, position);
      }
      case "gid" -> {
        gidGiven = true;
        gid = empty ? null : TarNumbers.decimal(value, key, position);
      }
      case "mtime" -> {
        modifiedGiven = true;
        modified = empty ? null : TarNumbers.floor(value, key, position);
      }
      default -> {
        if (key.startsWith("GNU.sparse.")) {
          takeSparse(key.substring("GNU.sparse.".length()), value, position);
        } else if (key.startsWith(SCHILY)) {
          xattr(key.substring(SCHILY.length()), new String(value, StandardCharsets.ISO_8859_1));
        } else if (key.startsWith(LIBARCHIVE)) {
          takeLibarchive(key.substring(LIBARCHIVE.length()), value, position);
        }
      }
    }
  }

  private void takeSparse(String key, byte[] value, long position) {
    switch (key) {
      case "name" -> sparseName = name(value, position);
      case "realsize" -> sparseRealSize = whole(value, position);
      case "size" -> sparseSize = whole(value, position);
      case "major" -> sparseMajor = (int) Math.min(whole(value, position), Integer.MAX_VALUE);
      case "minor" -> sparseMinor = (int) Math.min(whole(value, position), Integer.MAX_VALUE);
      case "offset", "numbytes" -> sparse.add(whole(value, position));
      case "map" -> {
        int start = 0;
        for (int i = 0; i <= value.length; i++) {
          if (i == value.length || value[i] == ',') {
            sparse.add(whole(Arrays.copyOfRange(value, start, i), position));
            start = i + 1;
          }
        }
      }
      default -> {
        // numblocks only repeats what the pieces themselves say
      }
    }
  }

  private static long whole(byte[] value, long position) {
    return TarNumbers.size(
        TarNumbers.decimal(value, "GNU.sparse number", position), "GNU.sparse number", position);
  }

  private void takeLibarchive(String name, byte[] value, long position) {
    byte[] padded = value;
    if (value.length % 4 != 0) {
      padded = Arrays.copyOf(value, (value.length + 3) / 4 * 4);
      Arrays.fill(padded, value.length, padded.length, (byte) '=');
    }
    try {
      byte[] raw = Base64.getDecoder().decode(padded);
      String plain = unescape(name);
      if (!xattrs.containsKey(plain)) {
        xattr(plain, new String(raw, StandardCharsets.ISO_8859_1));
      }
    } catch (IllegalArgumentException e) {
      throw TarErrors.record("has an extended attribute that is not base64", position);
    }
  }

  private static String unescape(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      int high = i + 2 < name.length() ? Character.digit(name.charAt(i + 1), 16) : -1;
      int low = i + 2 < name.length() ? Character.digit(name.charAt(i + 2), 16) : -1;
      if (c == '%' && high >= 0 && low >= 0) {
        out.append((char) (high << 4 | low));
        i += 2;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private void xattr(String name, String value) {
    if (xattrs.isEmpty()) {
      xattrs = new HashMap<>();
    }
    xattrs.put(name, value);
  }

  private static byte[] name(byte[] value, long position) {
    for (byte b : value) {
      if (b == 0) {
        throw TarErrors.record("has a name with a NUL byte", position);
      }
    }
    return value;
  }

  long uid(PaxRecords global, long field) {
    return value(uidGiven ? uid : global.uid, field);
  }

  long gid(PaxRecords global, long field) {
    return value(gidGiven ? gid : global.gid, field);
  }

  long modified(PaxRecords global, long field) {
    return value(modifiedGiven ? modified : global.modified, field);
  }

  private static long value(@Nullable Long record, long field) {
    return record == null ? field : record;
  }
}
