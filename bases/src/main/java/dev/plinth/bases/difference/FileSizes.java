package dev.plinth.bases.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * All files of an image as they lie on top of each other.
 *
 * @param files by path
 */
public record FileSizes(List<Entry> files) {
  /**
   * One file.
   *
   * @param path without a leading slash
   * @param size in bytes
   * @param mode the permission bits and the three above them
   * @param layer the digest of the layer it lies in, empty where that has none
   */
  public record Entry(String path, long size, int mode, String layer) {}

  /** Sorts them. */
  public FileSizes {
    List<Entry> sorted = new ArrayList<>(files);
    sorted.sort((a, b) -> a.path().compareTo(b.path()));
    files = List.copyOf(sorted);
  }
}
