package dev.plinth.oci;

/**
 * What no input may exceed. Each has its own error, which names it and the value.
 *
 * @param unpackedBytes of one image's layers together
 * @param ratio unpacked to stored bytes of a layer, judged as {@link #ratioAt} says
 * @param entries of one image's layers together
 * @param pathBytes of one path
 * @param pathDepth parts of one path
 * @param headerBytes of one extended header (PAX records, GNU long name)
 * @param documentBytes of a manifest, index or configuration
 * @param layers of one image
 * @param indexDepth how deeply indexes may nest
 * @param archiveEntries of an archive's outer tar
 */
public record Limits(
    long unpackedBytes,
    int ratio,
    long entries,
    int pathBytes,
    int pathDepth,
    int headerBytes,
    int documentBytes,
    int layers,
    int indexDepth,
    int archiveEntries) {
  private static final long RATIO_FROM = 64L << 20;
  private static final long LARGE = 8L << 30;
  private static final int LARGE_RATIO = 250;

  /** Generous for real images: the largest seen in the field stay well below a tenth of these. */
  public static Limits defaults() {
    return new Limits(1L << 40, 1_100, 20_000_000, 4_096, 256, 1 << 20, 4 << 20, 1_000, 8, 100_000);
  }

  /**
   * How many times its stored size a layer or archive may have been unpacked to, once it has
   * unpacked to so many bytes. A file of zeros (a swap file, a preallocated database) deflates a
   * thousandfold and is no harm by itself; gigabytes that do on average are a bomb.
   */
  public int ratioAt(long unpacked) {
    if (unpacked <= RATIO_FROM) {
      return Integer.MAX_VALUE;
    }
    return unpacked <= LARGE ? ratio : Math.min(ratio, LARGE_RATIO);
  }
}
