package dev.plinth.cli;

import dev.plinth.bases.pin.LockFile;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.report.update.UpdateReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which places move, and which of them move together. */
final class UpdateGroups {
  private final PlaceArguments.Found found;
  private final Map<ImagePlan, Effect> effects;
  private final LockFile lock;
  private final LocalDate today;
  private final boolean suite;

  /**
   * @param suite whether images may come with another release of their distribution
   */
  UpdateGroups(
      PlaceArguments.Found found,
      Map<ImagePlan, Effect> effects,
      LockFile lock,
      LocalDate today,
      boolean suite) {
    this.found = found;
    this.effects = effects;
    this.lock = lock;
    this.today = today;
    this.suite = suite;
  }

  /** What moves together, each with the files that it changes. */
  List<UpdateCommits.Group> of(List<UpdateReport.Row> all) {
    Map<String, List<UpdateReport.Row>> rows = new TreeMap<>();
    for (UpdateReport.Row row : all) {
      ImagePlan.Move move = row.plan().move();
      if (move != null && moved(move, effects.get(row.plan())).isEmpty()) {
        rows.computeIfAbsent(row.plan().group(), _ -> new ArrayList<>()).add(row);
      }
    }
    List<UpdateCommits.Group> groups = new ArrayList<>();
    for (Map.Entry<String, List<UpdateReport.Row>> each : rows.entrySet()) {
      List<ImagePlan> plans = each.getValue().stream().map(UpdateReport.Row::plan).toList();
      IdentityHashMap<Place, ImagePlan> byPlace = byPlace(plans);
      List<UpdateCommits.Change> changes = new ArrayList<>();
      for (PlaceArguments.PlacedFile file : found.files()) {
        List<PlaceEdits.Wanted> wanted = wanted(file, byPlace, new IdentityHashMap<>());
        if (!wanted.isEmpty()) {
          changes.add(new UpdateCommits.Change(file, wanted));
        }
      }
      groups.add(new UpdateCommits.Group(each.getKey(), each.getValue(), changes));
    }
    return groups;
  }

  /**
   * Those that can move everywhere: a base, which is an image with its tag, of which one place is
   * held, cannot be changed or is not known moves nowhere.
   *
   * @param told where what stays is said
   */
  List<UpdateReport.Row> everywhere(List<UpdateReport.Row> all, List<String> told) {
    Map<String, String> stopped = new TreeMap<>();
    for (UpdateReport.Row row : all) {
      ImagePlan plan = row.plan();
      String why = stops(plan);
      if (!why.isEmpty()) {
        stopped.putIfAbsent(base(plan), why);
      }
    }
    List<UpdateReport.Row> kept = new ArrayList<>();
    Map<String, String> said = new TreeMap<>();
    for (UpdateReport.Row row : all) {
      String why = stopped.get(base(row.plan()));
      if (why == null) {
        kept.add(row);
      } else if (row.plan().move() != null) {
        said.put(base(row.plan()), why);
      }
    }
    said.forEach(
        (base, why) -> told.add(base + ": moved nowhere, since it cannot everywhere: " + why));
    return kept;
  }

  private static String base(ImagePlan plan) {
    return plan.name() + (plan.tag().isEmpty() ? "" : ":" + plan.tag());
  }

  private String stops(ImagePlan plan) {
    if (plan.state() == ImagePlan.State.CURRENT || plan.state() == ImagePlan.State.DENIED) {
      return "";
    }
    for (ImagePlan.Use use : plan.uses()) {
      Place.Hold hold = use.place().hold();
      String at = SafeText.of(use.file()) + ":" + use.line();
      if (hold != null && hold.holds(today)) {
        return at + " is held by " + hold.by();
      }
      if (use.place().fixed() != null) {
        return at + " cannot be changed: " + use.place().fixed();
      }
    }
    if (plan.state() == ImagePlan.State.UNKNOWN) {
      return "the registry did not tell of " + plan.reference();
    }
    ImagePlan.Move move = plan.move();
    return move == null ? "" : moved(move, effects.get(plan));
  }

  static IdentityHashMap<Place, ImagePlan> byPlace(List<ImagePlan> plans) {
    IdentityHashMap<Place, ImagePlan> byPlace = new IdentityHashMap<>();
    for (ImagePlan plan : plans) {
      for (ImagePlan.Use use : plan.uses()) {
        byPlace.put(use.place(), plan);
      }
    }
    return byPlace;
  }

  /** What the places of a file should name; those that are left, with the reason, in results. */
  List<PlaceEdits.Wanted> wanted(
      PlaceArguments.PlacedFile file,
      IdentityHashMap<Place, ImagePlan> byPlace,
      IdentityHashMap<Place, String> results) {
    List<PlaceEdits.Wanted> wanted = new ArrayList<>();
    for (Place place : file.places().places()) {
      ImagePlan plan = byPlace.get(place);
      ImagePlan.Move move = plan == null ? null : plan.move();
      Place.Hold hold = place.hold();
      boolean held = hold != null && hold.holds(today);
      if (move == null || held || place.fixed() != null) {
        continue;
      }
      String moved = moved(move, effects.get(plan));
      if (moved.isEmpty()) {
        wanted.add(new PlaceEdits.Wanted(place, move.tag(), move.digestText()));
      } else {
        results.put(place, moved);
      }
    }
    return wanted;
  }

  /**
   * That an image would come with another release of its distribution though nobody asked for that;
   * empty where it would not.
   */
  private String moved(ImagePlan.Move move, @Nullable Effect effect) {
    boolean asked = move.level() == Level.SUITE || suite;
    return asked || effect == null || effect.moved().isEmpty()
        ? ""
        : "left, since it moves from " + effect.moved() + ": --level suite takes it";
  }

  /** The lock file of that place once those moves are made. */
  byte[] lockWith(Path file, List<UpdateReport.Row> rows) {
    LockFile after = LockFile.read(file);
    for (UpdateReport.Row row : rows) {
      learn(row.plan(), after);
    }
    return after.write();
  }

  /** What an image's places name from now on. */
  void learn(ImagePlan plan, LockFile into) {
    ImagePlan.Move move = plan.move();
    if (move != null && move.digest() != null) {
      String name = plan.reference().name();
      Digest digest = move.digest();
      LockFile.Entry known = lock.of(name, move.tag(), digest);
      LocalDate first = known == null ? today : known.firstSeen();
      into.put(new LockFile.Entry(name, move.tag(), digest, move.image().platforms(), "", first));
    }
  }
}
