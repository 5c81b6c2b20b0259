package dev.plinth.oci.tar;

import dev.plinth.oci.Limits;
import java.util.Arrays;

/** Names in headers, within the limits. */
final class TarNames {
  private TarNames() {}

  /** POSIX, star and what is written like them: a prefix may precede the name. */
  static boolean isUstar(byte[] block) {
    return magic(block) && block[262] == 0;
  }

  /** Old GNU. */
  static boolean isGnu(byte[] block) {
    return magic(block) && block[262] == ' ' && block[263] == ' ' && block[264] == 0;
  }

  private static boolean magic(byte[] block) {
    return block[257] == 'u'
        && block[258] == 's'
        && block[259] == 't'
        && block[260] == 'a'
        && block[261] == 'r';
  }

  static byte[] fromHeader(byte[] block, boolean ustar) {
    byte[] name = string(block, 0, 100);
    if (!ustar || block[345] == 0) {
      return name;
    }
    boolean star = block[508] == 't' && block[509] == 'a' && block[510] == 'r' && block[511] == 0;
    byte[] prefix = string(block, 345, star ? 131 : 155);
    byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  /** A field of bytes, up to the first NUL. */
  static byte[] string(byte[] bytes, int offset, int length) {
    int end = offset;
    while (end < offset + length && bytes[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(bytes, offset, end);
  }

  /** The normal form of a path. */
  static String path(byte[] raw, Limits limits) {
    String text = EntryPath.decode(raw, 0, raw.length);
    String path = EntryPath.normalize(text);
    if (raw.length > limits.pathBytes() && EntryPath.encode(path).length > limits.pathBytes()) {
      throw TarErrors.pathTooLong(path, limits.pathBytes());
    }
    int depth = EntryPath.depth(path);
    if (depth > limits.pathDepth()) {
      throw TarErrors.pathTooDeep(path, depth, limits.pathDepth());
    }
    return path;
  }

  /** A symbolic link's target, as written. */
  static String target(byte[] raw, Limits limits) {
    String text = EntryPath.decode(raw, 0, raw.length);
    if (raw.length > limits.pathBytes()) {
      throw TarErrors.pathTooLong(text, limits.pathBytes());
    }
    return text;
  }
}
