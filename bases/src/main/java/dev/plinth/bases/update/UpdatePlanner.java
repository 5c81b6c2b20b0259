package dev.plinth.bases.update;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.Discontinued;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.ImageReleases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.OfficialTags;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.remote.RemoteImage;
import dev.plinth.bases.remote.RemoteImages;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.bases.tags.Answer;
import dev.plinth.bases.tags.Choice;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.tags.Question;
import dev.plinth.bases.tags.Rebuilds;
import dev.plinth.bases.tags.TagChooser;
import dev.plinth.bases.update.ImagePlan.Move;
import dev.plinth.bases.update.ImagePlan.State;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Plans what each image moves to. A digest that changes nothing on the platforms in use is no news;
 * a tag without them is none either; of newer tags the newest counts that has been about for long
 * enough. Serves several threads where its sources do.
 */
public final class UpdatePlanner {
  /** So many newer tags are looked at where the newest lack a platform or are too new. */
  private static final int MOST_TRIED = 8;

  private final RemoteImages remote;
  private final Options options;

  /**
   * What the planning goes by.
   *
   * @param settings of the section {@code update}
   * @param bases for mirrors
   * @param level asked for on the command line; null for what the settings say
   * @param cooldown asked for, in days; -1 for what the settings say
   * @param platforms in use
   */
  public record Options(
      UpdateSettings settings,
      BaseSettings bases,
      Releases releases,
      FirstSeen seen,
      @Nullable Level level,
      int cooldown,
      List<Platform> platforms,
      LocalDate today) {
    /** Keeps its own copy. */
    public Options {
      platforms = List.copyOf(platforms);
    }
  }

  /** When a digest was seen first. */
  public interface FirstSeen {
    /** The day; today where it is seen for the first time, which is kept. */
    LocalDate of(Reference repository, String tag, Digest digest);
  }

  /** Asks these. */
  public UpdatePlanner(RemoteImages remote, Options options) {
    this.remote = remote;
    this.options = options;
  }

  /** The plan for an image of these places, all of which name it the same way. */
  public ImagePlan plan(Reference reference, List<ImagePlan.Use> uses) {
    ImageName name = options.bases.name(reference.toString());
    Draft draft = new Draft(reference, name, uses, options);
    if (!options.settings.allows(name)) {
      return draft.as(State.DENIED, "the settings deny it");
    }
    String held = standing(uses);
    if (held != null) {
      boolean fixed = uses.stream().allMatch(use -> use.place().fixed() != null);
      return draft.as(fixed ? State.FIXED : State.HELD, held);
    }
    try {
      return plan(draft);
    } catch (PlinthException e) {
      return draft.as(State.UNKNOWN, SafeText.of(e.because()));
    }
  }

  /** Why no place can move; null where one can. */
  private @Nullable String standing(List<ImagePlan.Use> uses) {
    String why = null;
    for (ImagePlan.Use use : uses) {
      Place place = use.place();
      Place.Hold hold = place.hold();
      String fixed = place.fixed();
      if (hold != null && hold.holds(options.today)) {
        why = "held by " + hold.by() + (hold.reason().isEmpty() ? "" : ": " + hold.reason());
      } else if (fixed != null) {
        why = fixed;
      } else {
        return null;
      }
    }
    return why;
  }

  private ImagePlan plan(Draft draft) {
    Reference reference = draft.reference;
    Digest digest = reference.digest();
    String tag = reference.withDefaultTag().tag();
    RemoteImage tagged = tag.isEmpty() ? null : remote.tag(reference, tag);
    if (tag.isEmpty()) {
      return draft.as(State.CURRENT, "it has no tag, so nothing tells what is newer");
    }
    if (tagged == null) {
      draft.note("the registry has no such tag any more: nobody rebuilds it");
    }
    draft.absent = tagged == null;
    draft.now = digest == null ? tagged : now(reference, digest, tagged, draft);
    if (digest != null && tagged != null && !tagged.digest().equals(digest)) {
      draft.refresh = refresh(draft, tag, digest, tagged);
    }
    Level level = options.settings.level(draft.name, options.level);
    if (level != Level.REFRESH) {
      draft.update = update(draft, tag, level);
    }
    boolean moves = draft.refresh != null || draft.update != null;
    State stays = draft.absent ? State.UNKNOWN : State.CURRENT;
    return draft.as(moves ? State.MOVES : draft.waits ? State.WAITS : stays, "");
  }

  private @Nullable RemoteImage now(
      Reference reference, Digest digest, @Nullable RemoteImage tagged, Draft draft) {
    if (tagged != null && tagged.digest().equals(digest)) {
      return tagged;
    }
    RemoteImage there = remote.digest(reference, digest);
    if (there == null) {
      draft.note("its digest is not in the registry any more");
    }
    return there;
  }

  private @Nullable Move refresh(Draft draft, String tag, Digest digest, RemoteImage tagged) {
    RemoteImage now = draft.now;
    boolean child =
        tagged.member(digest) != null || (now != null && !now.index() && tagged.index());
    if (child) {
      draft.note("its digest is one platform's alone");
    } else if (now != null && now.same(tagged, options.platforms)) {
      draft.note("its tag has moved, but nothing changes on " + shown(options.platforms));
      return null;
    }
    if (!covers(tagged, draft, tag) || (!child && !ripe(draft, tag, tagged))) {
      return null;
    }
    return new Move(draft.reference.tag(), tagged.digest(), Level.REFRESH, "", tagged);
  }

  private @Nullable Move update(Draft draft, String tag, Level level) {
    List<String> all = remote.tags(draft.reference);
    int tried = 0;
    Answer answer =
        TagChooser.answer(
            Question.of(draft.name, tag, all, level, options.today)
                .by(options.settings.tagRules()));
    Choice beyond = answer.beyond();
    if (beyond != null) {
      draft.note(
          SafeText.of(beyond.tag())
              + " is there for --level "
              + beyond.level().name().toLowerCase(Locale.ROOT));
    }
    for (Choice choice : answer.candidates()) {
      if (++tried > MOST_TRIED) {
        break;
      }
      RemoteImage image = remote.tag(draft.reference, choice.tag());
      if (image == null || !covers(image, draft, choice.tag())) {
        continue;
      }
      RemoteImage now = draft.now;
      if (now != null && now.same(image, options.platforms)) {
        // The same image by another name.
        continue;
      }
      if (ripe(draft, choice.tag(), image)) {
        Digest digest = draft.reference.digest() == null ? null : image.digest();
        return new Move(choice.tag(), digest, choice.level(), choice.reason(), image);
      }
    }
    return null;
  }

  private boolean covers(RemoteImage image, Draft draft, String tag) {
    for (Platform platform : options.platforms) {
      RemoteImage now = draft.now;
      boolean had = now == null || now.on(platform) != null;
      if (had && image.on(platform) == null) {
        draft.note(SafeText.of(tag) + " is not there for " + platform.normalized());
        return false;
      }
    }
    return true;
  }

  private boolean ripe(Draft draft, String tag, RemoteImage image) {
    int days = options.settings.cooldown(draft.name, options.cooldown);
    if (days == 0) {
      return true;
    }
    LocalDate first = options.seen.of(draft.reference, tag, image.digest());
    CoolDown coolDown = CoolDown.of(tag, image.digest(), first, image.since(), days, options.today);
    draft.coolDowns.add(coolDown);
    if (coolDown.waits(options.today)) {
      draft.waits = true;
      draft.note(
          SafeText.of(tag)
              + " waits until "
              + coolDown.until()
              + ", as the cool-down wants: "
              + coolDown.said());
      return false;
    }
    if (first.plusDays(days).isAfter(options.today)) {
      draft.note(SafeText.of(tag) + " has cooled down: " + coolDown.said());
    }
    return true;
  }

  private static String shown(List<Platform> platforms) {
    List<String> names = new ArrayList<>();
    for (Platform each : platforms) {
      names.add(each.normalized().toString());
    }
    return String.join(", ", names);
  }

  /** A plan while it is made. */
  private static final class Draft {
    final Reference reference;
    final ImageName name;
    final List<ImagePlan.Use> uses;
    final Options options;
    final List<String> notes = new ArrayList<>();
    final List<CoolDown> coolDowns = new ArrayList<>();
    @Nullable RemoteImage now;
    @Nullable Move refresh;
    @Nullable Move update;
    boolean waits;
    boolean absent;

    Draft(Reference reference, ImageName name, List<ImagePlan.Use> uses, Options options) {
      this.reference = reference;
      this.name = name;
      this.uses = uses;
      this.options = options;
    }

    void note(String text) {
      if (!notes.contains(text)) {
        notes.add(text);
      }
    }

    ImagePlan as(State state, String note) {
      if (!note.isEmpty()) {
        note(note);
      }
      Discontinued gone = Discontinued.of(name, options.releases.official());
      if (gone != null) {
        note("nobody makes this image any more");
      } else {
        OfficialTags official = options.releases.official();
        Rebuilds.Gone tag = new Rebuilds(official).of(name);
        if (tag != null && !tag.superseded()) {
          note("official-images of " + official.date() + " rebuilds this tag no longer");
        }
      }
      Lifecycle first = ImageReleases.first(name, options.releases);
      return new ImagePlan(
          reference,
          options.settings.group(name),
          uses,
          state,
          now,
          refresh,
          update,
          first == null ? null : Lifecycles.lastDay(first),
          first == null ? "" : Lifecycles.shown(first.product()) + " " + first.cycle(),
          coolDowns,
          notes);
    }
  }
}
