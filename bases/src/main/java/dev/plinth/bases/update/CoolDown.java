package dev.plinth.bases.update;

import dev.plinth.oci.image.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How long a digest has been about. Two sources tell: the day on which it was seen first here, and
 * the registry's own time for its manifest ({@code Last-Modified}), where it sends one; the earlier
 * counts. What an image says of its own age never does: whoever builds it writes that.
 *
 * @param tag the tag that stands for it
 * @param since the day from which it is counted
 * @param by who says so
 * @param until the first day on which it may be taken
 * @param firstSeen the day on which it was seen first here
 * @param refused a day that the registry named and that cannot be; null where there is none
 */
public record CoolDown(
    String tag,
    Digest digest,
    LocalDate since,
    Source by,
    LocalDate until,
    LocalDate firstSeen,
    @Nullable LocalDate refused) {

  /**
   * Before it no registry had manifests with digests: those came with version 2 of the registry's
   * API, in 2015. Files that were unpacked, copied or built to be the same have such times.
   */
  private static final LocalDate EARLIEST = LocalDate.of(2015, 1, 1);

  /** Who says since when. */
  public enum Source {
    /** The lock file, the index of known bases, or this run. */
    FIRST_SEEN("first-seen"),
    /** The registry, of itself. */
    REGISTRY("registry");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    /** The word of reports. */
    public String word() {
      return word;
    }
  }

  /**
   * Of a digest.
   *
   * @param said when the registry says that it has it; null where it does not say
   * @param days how long it is to wait
   */
  public static CoolDown of(
      String tag,
      Digest digest,
      LocalDate firstSeen,
      @Nullable Instant said,
      int days,
      LocalDate today) {
    LocalDate since = firstSeen;
    Source by = Source.FIRST_SEEN;
    LocalDate refused = null;
    if (said != null) {
      LocalDate there = LocalDate.ofInstant(said, ZoneOffset.UTC);
      if (there.isAfter(today) || there.isBefore(EARLIEST)) {
        refused = there;
      } else if (there.isBefore(firstSeen)) {
        since = there;
        by = Source.REGISTRY;
      }
    }
    return new CoolDown(tag, digest, since, by, since.plusDays(days), firstSeen, refused);
  }

  /** The digest as a text. */
  public String digestText() {
    return digest.toString();
  }

  /** Whether it is still to wait. */
  public boolean waits(LocalDate today) {
    return until.isAfter(today);
  }

  /** Since when, and who says so: words that end a sentence. */
  String said() {
    String said =
        by == Source.REGISTRY
            ? "the registry says that it has had it since " + since
            : "it was first seen on " + since;
    return refused == null ? said : said + " (the registry's own date, " + refused + ", cannot be)";
  }
}
