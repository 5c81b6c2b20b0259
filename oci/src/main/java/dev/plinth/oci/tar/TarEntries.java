package dev.plinth.oci.tar;

import java.util.Map;

/** Makes entries of what most of them have in common. */
public final class TarEntries {
  private TarEntries() {}

  /** An entry of root's, without extended attributes, no device. */
  public static TarEntry of(
      String path, EntryType type, long size, int mode, long modified, String link) {
    return new TarEntry(path, type, size, mode, 0, 0, modified, link, Map.of(), 0, 0);
  }
}
