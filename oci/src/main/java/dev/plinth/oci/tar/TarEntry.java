package dev.plinth.oci.tar;

import java.util.Map;

/**
 * One entry of a layer, as its headers say (extended headers applied).
 *
 * <p>Paths are relative to the root of the file system, without leading, trailing or doubled
 * slashes, without {@code .} parts, and never with {@code ..} parts (an entry with one is refused
 * by the reader of layers); the root itself is the empty string. Bytes that are not UTF-8 stand as
 * lone low surrogates U+DC80 + (byte - 0x80), so that every name survives unchanged.
 *
 * @param path where it lies
 * @param type what it makes
 * @param size the content's logical size in bytes (holes of sparse files included), 0 for
 *     everything but files
 * @param mode permission bits, with set-user-ID, set-group-ID and sticky: {@code 07777} at most
 * @param uid owner
 * @param gid group
 * @param modified seconds since 1970, may be negative
 * @param link the target of a symbolic link as written, or the path of a hard link's target
 *     normalised as {@code path} is; empty for others
 * @param xattrs extended attributes by name, values as raw bytes in ISO 8859-1; most entries have
 *     none
 * @param deviceMajor of device nodes, else 0
 * @param deviceMinor of device nodes, else 0
 */
public record TarEntry(
    String path,
    EntryType type,
    long size,
    int mode,
    long uid,
    long gid,
    long modified,
    String link,
    Map<String, String> xattrs,
    int deviceMajor,
    int deviceMinor) {

  /** The part of the path after the last slash. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The part of the path before the last slash, empty when the entry lies in the root. */
  public String parent() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** True for a regular file with any execute bit. */
  public boolean executable() {
    return type == EntryType.FILE && (mode & 0111) != 0;
  }
}
