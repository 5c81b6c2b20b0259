package dev.plinth.advisories.feed;

/**
 * What no feed may exceed. The largest seen in the field stay below a fifth of each.
 *
 * @param unpackedBytes of one file, all members together
 * @param ratio unpacked to stored bytes, judged once 64 MiB are unpacked
 * @param members of one archive, or files of one folder
 * @param depth how deep folders may nest
 * @param recordBytes of one record's own text: an OSV or CVE record
 * @param recordValues values within one record: strings, numbers, lists, objects
 */
public record FeedLimits(
    long unpackedBytes, int ratio, int members, int depth, int recordBytes, int recordValues) {

  /** The limits of {@code plinth db import}. */
  public static FeedLimits defaults() {
    return new FeedLimits(24L << 30, 600, 3_000_000, 64, 8 << 20, 300_000);
  }
}
