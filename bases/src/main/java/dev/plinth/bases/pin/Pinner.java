package dev.plinth.bases.pin;

import dev.plinth.bases.pin.Pin.State;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.remote.RemoteImage;
import dev.plinth.bases.remote.RemoteImages;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.bases.tags.Aliases;
import dev.plinth.bases.tags.TagRules;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which digest each place should have: that of the index, so that every platform gets its
 * own image. Serves several threads where its source does.
 */
public final class Pinner {
  private final @Nullable RemoteImages remote;
  private final LockFile lock;
  private final List<Platform> platforms;
  private final LocalDate today;
  private final @Nullable BaseSettings precise;

  /** So many tags are asked for the digest of a floating one. */
  private static final int MOST_ASKED = 40;

  /**
   * @param remote null to go by the lock file alone
   * @param platforms that the images must have
   * @param precise to turn floating tags into exact ones, by what is known of images so; null to
   *     keep tags
   */
  public Pinner(
      @Nullable RemoteImages remote,
      LockFile lock,
      List<Platform> platforms,
      LocalDate today,
      @Nullable BaseSettings precise) {
    this.precise = precise;
    this.remote = remote;
    this.lock = lock;
    this.platforms = List.copyOf(platforms);
    this.today = today;
  }

  /** How that place stands. */
  public Pin of(Place place) {
    Reference reference;
    try {
      reference = Reference.parse(place.image().reference());
    } catch (PlinthException e) {
      String why = place.fixed() == null ? e.because() : place.fixed();
      return new Pin(place, State.FIXED, null, "", null, null, why);
    }
    Place.Hold hold = place.hold();
    if (hold != null && hold.holds(today)) {
      String note =
          "held by "
              + hold.by()
              + (hold.reason().isEmpty() ? "" : ": " + hold.reason())
              + (hold.until() == null ? "" : ", until " + hold.until());
      return pin(place, State.HELD, reference, null, null, note);
    }
    String fixed = place.fixed();
    if (fixed != null) {
      return pin(place, State.FIXED, reference, null, null, fixed);
    }
    try {
      return remote == null ? offline(place, reference) : online(place, reference, remote);
    } catch (PlinthException e) {
      return pin(place, State.UNKNOWN, reference, null, null, e.because());
    }
  }

  private static Pin pin(
      Place place,
      State state,
      Reference reference,
      @Nullable Digest digest,
      @Nullable RemoteImage image,
      String note) {
    String tag =
        digest == null || !reference.tag().isEmpty() || reference.digest() != null
            ? reference.tag()
            : "latest";
    return new Pin(place, state, reference, tag, digest, image, SafeText.of(note));
  }

  private Pin offline(Place place, Reference reference) {
    String tag = reference.withDefaultTag().tag();
    Digest digest = reference.digest();
    if (digest != null) {
      boolean known = lock.of(reference.name(), reference.tag(), digest) != null;
      return pin(
          place,
          known ? State.PINNED : State.UNKNOWN,
          reference,
          null,
          null,
          known ? "" : LockFile.NAME + " does not know its digest");
    }
    LockFile.Entry entry = lock.newest(reference.name(), tag);
    if (entry == null) {
      return pin(
          place, State.UNKNOWN, reference, null, null, LockFile.NAME + " has no digest for it");
    }
    for (Platform platform : asked(place)) {
      String wanted = platform.normalized().toString();
      if (!entry.platforms().isEmpty() && !entry.platforms().contains(wanted)) {
        return pin(
            place,
            State.UNCOVERED,
            reference,
            null,
            null,
            LockFile.NAME + " has it without " + wanted);
      }
    }
    return pin(place, State.UNPINNED, reference, entry.digest(), null, "");
  }

  private Pin online(Place place, Reference reference, RemoteImages from) {
    Digest digest = reference.digest();
    boolean named = digest == null || !reference.tag().isEmpty();
    RemoteImage tagged = named ? from.tag(reference, reference.withDefaultTag().tag()) : null;
    if (digest == null) {
      if (tagged == null) {
        return pin(place, State.ABSENT, reference, null, null, "the registry has no such tag");
      }
      return exact(covered(place, reference, tagged, State.UNPINNED, ""), from);
    }
    if (tagged != null && tagged.digest().equals(digest)) {
      return exact(pin(place, State.PINNED, reference, null, tagged, ""), from);
    }
    RemoteImage.Member member = tagged == null ? null : tagged.member(digest);
    if (tagged != null && member != null && tagged.index()) {
      String note = "its digest is that of " + member.platform().normalized() + " alone";
      return covered(place, reference, tagged, State.CHILD, note);
    }
    RemoteImage there = from.digest(reference, digest);
    if (there == null) {
      return pin(place, State.GONE, reference, null, tagged, "its digest is not in the registry");
    }
    if (tagged != null && tagged.index() && !there.index()) {
      String note =
          "its digest is that of "
              + String.join(", ", there.platforms())
              + " alone, of an older build; plinth update moves it to today's";
      return pin(place, State.CHILD_STALE, reference, null, there, note);
    }
    String note =
        reference.tag().isEmpty()
            ? ""
            : tagged == null ? "its tag is not in the registry any more" : "its tag has moved on";
    State state = reference.tag().isEmpty() ? State.PINNED : State.STALE;
    return pin(place, state, reference, null, there, note);
  }

  /** With the most exact tag of the same digest, where that is wanted and there is one. */
  private Pin exact(Pin pin, RemoteImages from) {
    Reference reference = pin.reference();
    RemoteImage image = pin.image();
    if (precise == null || reference == null || image == null || pin.state().unsettled()) {
      return pin;
    }
    String tag = reference.withDefaultTag().tag();
    tag = tag.isEmpty() ? reference.tag() : tag;
    Aliases aliases = new Aliases(precise.name(reference.toString()), TagRules.EMBEDDED);
    int asked = 0;
    for (String each : aliases.refining(tag, from.tags(reference), Aliases.Suffix.KEPT)) {
      RemoteImage other = ++asked > MOST_ASKED ? null : from.tag(reference, each);
      if (other != null && other.digest().equals(image.digest())) {
        String note = tag + " is " + each + " today";
        return new Pin(
            pin.place(), State.UNPINNED, reference, each, image.digest(), image, SafeText.of(note));
      }
    }
    return pin;
  }

  private Pin covered(
      Place place, Reference reference, RemoteImage tagged, State state, String note) {
    List<String> missing = new ArrayList<>();
    for (Platform platform : asked(place)) {
      if (tagged.on(platform) == null) {
        missing.add(platform.normalized().toString());
      }
    }
    if (!missing.isEmpty()) {
      return pin(
          place,
          State.UNCOVERED,
          reference,
          null,
          tagged,
          "it is not there for "
              + String.join(", ", missing)
              + ", only for "
              + String.join(", ", tagged.platforms()));
    }
    return pin(place, state, reference, tagged.digest(), tagged, note);
  }

  /** What is asked for beside the place, else what the project is built for. */
  private List<Platform> asked(Place place) {
    if (place.platform().isEmpty()) {
      return platforms;
    }
    try {
      return List.of(Platform.parse(place.platform()));
    } catch (PlinthException e) {
      return platforms;
    }
  }

  /**
   * What the lock file should know of a place; null where it has no digest.
   *
   * @param distribution of the image, empty where not known
   */
  public LockFile.@Nullable Entry entry(Pin pin, String distribution) {
    Reference reference = pin.reference();
    if (reference == null) {
      return null;
    }
    Digest own = reference.digest();
    Digest digest = pin.digest() == null ? own : pin.digest();
    if (digest == null) {
      return null;
    }
    LockFile.Entry before = lock.of(reference.name(), pin.tag(), digest);
    if (before != null) {
      return before;
    }
    RemoteImage image = pin.image();
    boolean its = image != null && image.digest().equals(digest);
    return new LockFile.Entry(
        reference.name(),
        pin.tag(),
        digest,
        its && image != null ? image.platforms() : List.of(),
        distribution,
        today);
  }
}
