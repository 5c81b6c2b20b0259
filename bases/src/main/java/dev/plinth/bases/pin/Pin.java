package dev.plinth.bases.pin;

import dev.plinth.bases.places.Place;
import dev.plinth.bases.remote.RemoteImage;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import org.jspecify.annotations.Nullable;

/**
 * How a place stands, and what it should name.
 *
 * @param reference what it names, as Docker reads it; null where that is no image's name
 * @param tag that it should have; empty for none
 * @param digest that it should have; null where it should stay as it is
 * @param image what the digest stands for, where it was asked for
 * @param note why, or what else to know; a sentence without a final stop, empty where nothing is
 */
public record Pin(
    Place place,
    State state,
    @Nullable Reference reference,
    String tag,
    @Nullable Digest digest,
    @Nullable RemoteImage image,
    String note) {

  /** The digest that it should have; empty where it should stay as it is. */
  public String newDigest() {
    return digest == null ? "" : digest.toString();
  }

  /** How a place stands. */
  public enum State {
    /** Its digest is what its tag stands for today. */
    PINNED,
    /** Its digest is older than what its tag stands for, and still there. */
    STALE,
    /** It has no digest. */
    UNPINNED,
    /** Its digest is one platform's, of an index that has more. */
    CHILD,
    /** Its digest is one platform's, and no more of what its tag stands for. */
    CHILD_STALE,
    /** Its digest is not in the registry any more. */
    GONE,
    /** The tag is not in the registry. */
    ABSENT,
    /** What the tag stands for has not all platforms that are in use. */
    UNCOVERED,
    /** Somebody holds it. */
    HELD,
    /** It cannot be changed, as with a variable that only the build knows. */
    FIXED,
    /** The registry, or the lock file, does not tell. */
    UNKNOWN;

    /** The lower-case word of reports. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** True where nothing can be told of which tags are the same. */
    boolean unsettled() {
      return this != PINNED && this != UNPINNED;
    }

    /** True where something is to be done that {@code pin} does. */
    public boolean pins() {
      return this == UNPINNED || this == CHILD;
    }

    /** True where the place names no digest of the whole image, as a check wants it. */
    public boolean fails() {
      return this == UNPINNED
          || this == CHILD
          || this == CHILD_STALE
          || this == GONE
          || this == ABSENT
          || this == UNCOVERED;
    }
  }
}
