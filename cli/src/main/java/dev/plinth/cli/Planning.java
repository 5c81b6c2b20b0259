package dev.plinth.cli;

import dev.plinth.bases.index.BaseIndex;
import dev.plinth.bases.index.KnownImage;
import dev.plinth.bases.index.Sighting;
import dev.plinth.bases.pin.LockFile;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.remote.RegistryImages;
import dev.plinth.bases.remote.RemoteImage;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.bases.update.UpdatePlanner;
import dev.plinth.bases.update.UpdateSettings;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.RegistryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Plans for all images that some files name, with what each move brings. */
final class Planning {
  private final ParseResult arguments;
  private final Console console;
  private final LocalDate today;
  private final PlaceArguments.Found found;
  private final Path lockPath;
  private final LockFile lock;
  private final byte[] lockBefore;
  private final Sightings sightings;
  private final List<Platform> platforms;
  private final RegistryOptions registries;
  private final UpdatePlanner planner;

  /**
   * @param level asked for; null for what the settings say
   * @param cooldown asked for, in days; -1 for what the settings say
   */
  Planning(
      ParseResult arguments,
      Console console,
      PlaceArguments.Found found,
      UpdateSettings settings,
      @Nullable Level level,
      int cooldown,
      LocalDate today) {
    this.arguments = arguments;
    this.console = console;
    this.today = today;
    this.found = found;
    this.lockPath = console.folder().resolve(arguments.matchedOptionValue("--lock", LockFile.NAME));
    this.lock = LockFile.read(lockPath);
    this.lockBefore = lock.write();
    this.sightings = new Sightings(Folders.sightings(console.environment()), today);
    this.platforms = PinVerb.platforms(arguments, found);
    this.registries = RegistryArguments.options(arguments, console);
    this.planner =
        new UpdatePlanner(
            new RegistryImages(new RegistryClient(registries, Limits.defaults())),
            new UpdatePlanner.Options(
                settings,
                found.bases(),
                PlaceArguments.releases(console),
                this::firstSeen,
                level,
                cooldown,
                platforms,
                today));
  }

  Path lockPath() {
    return lockPath;
  }

  LockFile lock() {
    return lock;
  }

  /** Writes the lock file where it has changed. */
  void keepLock() {
    byte[] after = lock.write();
    if (!Arrays.equals(lockBefore, after)) {
      Outputs.writeFile(lockPath, to -> to.write(after));
    }
  }

  private synchronized LocalDate firstSeen(Reference repository, String tag, Digest digest) {
    LockFile.Entry known = lock.of(repository.name(), tag, digest);
    if (known == null) {
      LocalDate first = earlier(indexed(digest), sightings.of(repository, tag, digest));
      sightings.add(repository, tag, digest);
      known = new LockFile.Entry(repository.name(), tag, digest, List.of(), "", first);
      lock.add(known);
    }
    return known.firstSeen();
  }

  private LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
    LocalDate first = today;
    for (LocalDate each : new @Nullable LocalDate[] {one, other}) {
      first = each != null && each.isBefore(first) ? each : first;
    }
    return first;
  }

  /** Keeps what was seen for the first time, for runs to come. */
  void keepSightings() {
    if (!arguments.hasMatchedOption("--no-cache") && !arguments.hasMatchedOption("--offline")) {
      sightings.keep(console);
    }
  }

  /** When the index of known bases saw a digest first; null where it did not. */
  private @Nullable LocalDate indexed(Digest digest) {
    Path file = Folders.bases(console.environment());
    LocalDate first = null;
    try (BaseIndex index = Files.exists(file) ? BaseIndex.open(file) : null) {
      List<KnownImage> images = index == null ? List.of() : index.ofDigest(digest);
      for (KnownImage image : images) {
        for (Sighting sighting : image.sightings()) {
          LocalDate seen =
              LocalDate.ofInstant(Instant.ofEpochSecond(sighting.first()), ZoneOffset.UTC);
          first = first == null || seen.isBefore(first) ? seen : first;
        }
      }
    }
    return first;
  }

  /** Of every image, those past their end of life first. */
  List<ImagePlan> plans() {
    Map<String, List<ImagePlan.Use>> uses = new LinkedHashMap<>();
    Map<String, Reference> references = new LinkedHashMap<>();
    for (PlaceArguments.PlacedFile file : found.files()) {
      for (Place place : file.places().places()) {
        if (place.kind() == Place.Kind.ACTION) {
          continue;
        }
        try {
          Reference reference = Reference.parse(place.image().reference());
          references.putIfAbsent(reference.toString(), reference);
          int line = file.places().source().line(place.span().start());
          uses.computeIfAbsent(reference.toString(), _ -> new ArrayList<>())
              .add(new ImagePlan.Use(file.places().file(), line, place));
        } catch (PlinthException e) {
          // What is no image's name has nothing newer; plinth images lists it.
        }
      }
    }
    List<String> names = new ArrayList<>(uses.keySet());
    List<ImagePlan> plans = new ArrayList<>();
    for (List<ImagePlan> each :
        Together.map(
            List.of(names),
            name ->
                planner.plan(
                    Objects.requireNonNull(references.get(name)),
                    Objects.requireNonNull(uses.get(name))))) {
      plans.addAll(each);
    }
    plans.sort(
        Comparator.comparing((ImagePlan plan) -> !plan.ended(today))
            .thenComparing(plan -> plan.reference().toString()));
    return plans;
  }

  /** Of those that move. */
  Map<ImagePlan, Effect> effects(List<ImagePlan> plans) {
    IdentityHashMap<ImagePlan, Effect> effects = new IdentityHashMap<>();
    List<ImagePlan> moving = plans.stream().filter(plan -> plan.move() != null).toList();
    if (moving.isEmpty()) {
      return effects;
    }
    try (ImageEffects reading =
        ImageEffects.open(arguments, console, platforms.getFirst(), () -> registries)) {
      for (ImagePlan plan : moving) {
        ImagePlan.Move move = plan.move();
        RemoteImage now = plan.now();
        if (move != null) {
          effects.put(
              plan,
              reading.between(
                  plan.reference(), now == null ? null : now.digest(), move.image().digest()));
        }
      }
    }
    return effects;
  }
}
