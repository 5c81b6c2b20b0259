package dev.plinth.bases.update;

import dev.plinth.bases.places.Place;
import dev.plinth.bases.remote.RemoteImage;
import dev.plinth.bases.tags.Level;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one image that the project names could move to.
 *
 * @param reference as it stands in all of the places
 * @param group what it moves with
 * @param uses where it stands
 * @param state how it stands
 * @param now what its digest, else its tag, stands for; null where not known
 * @param refresh the newer digest of the same tag; null where there is none
 * @param update the newer tag; null where there is none
 * @param ends the last day on which its release is looked after; null where not known
 * @param release of which that is the end; empty where not known
 * @param coolDowns of digests that were looked at for being taken, where there is a cool-down
 * @param notes what else to know, sentences without a final stop
 */
public record ImagePlan(
    Reference reference,
    String group,
    List<Use> uses,
    State state,
    @Nullable RemoteImage now,
    @Nullable Move refresh,
    @Nullable Move update,
    @Nullable LocalDate ends,
    String release,
    List<CoolDown> coolDowns,
    List<String> notes) {
  /** Keeps its own copies. */
  public ImagePlan {
    uses = List.copyOf(uses);
    coolDowns = List.copyOf(coolDowns);
    notes = List.copyOf(notes);
  }

  /** The image's name as people write it, without tag and digest. */
  public String name() {
    return reference.familiarName();
  }

  /** Its tag; empty where it has none. */
  public String tag() {
    return reference.tag();
  }

  /** Its digest; empty where it has none. */
  public String digest() {
    return reference.digest() == null ? "" : reference.digest().toString();
  }

  /**
   * A place that names it.
   *
   * @param file its name as people would type it
   */
  public record Use(String file, int line, Place place) {}

  /**
   * A move.
   *
   * @param tag of the image then; empty where it has none
   * @param digest of the index; null where the places have no digests
   * @param level how far it is
   * @param reason why it is that tag; empty for a refresh
   * @param image what it stands for then
   */
  public record Move(
      String tag, @Nullable Digest digest, Level level, String reason, RemoteImage image) {
    /** The digest as a text; empty where the places have none. */
    public String digestText() {
      return digest == null ? "" : digest.toString();
    }
  }

  /** How an image stands. */
  public enum State {
    /** There is something to move to. */
    MOVES,
    /** What there is has not been seen for long enough. */
    WAITS,
    /** Nothing newer is there. */
    CURRENT,
    /** The settings deny it. */
    DENIED,
    /** Every place of it is held. */
    HELD,
    /** No place of it can be changed. */
    FIXED,
    /** The registry did not tell. */
    UNKNOWN;

    /** The lower-case word of reports. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Where it goes: to the newer tag, else to the newer digest; null where it stays. */
  public @Nullable Move move() {
    return state != State.MOVES ? null : update != null ? update : refresh;
  }

  /** True where its release is looked after no more. */
  public boolean ended(LocalDate today) {
    return ends != null && ends.isBefore(today);
  }
}
