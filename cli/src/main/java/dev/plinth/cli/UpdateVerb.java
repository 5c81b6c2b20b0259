package dev.plinth.cli;

import dev.plinth.bases.pin.LockFile;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.bases.update.Owners;
import dev.plinth.bases.update.UpdateSettings;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.write.SourceDate;
import dev.plinth.report.places.PlaceReport;
import dev.plinth.report.update.UpdateJson;
import dev.plinth.report.update.UpdateReport;
import dev.plinth.report.update.UpdateText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Newer images for every place that names one. */
final class UpdateVerb implements Verb {
  static final String SUMMARY = "newer images for every place that names one: planned, or written";

  private static final List<String> LEVELS = List.of("refresh", "patch", "minor", "major", "suite");

  @Override
  public String name() {
    return "update";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Plans newer images: newer digests of the same tag (refresh) apart from newer tags"
                + " (update), each with what it fixes and brings, where it stands and whose it is."
                + " Images past their end of life lead. Nothing changes without --write; each"
                + " change is proved by reading the file again.")
        .footer(
            "",
            ".plinth.yaml says how far tags may move, what is held back, and how long a digest",
            "must have been seen: docs/update.md. # plinth: hold above a place leaves it alone.",
            "",
            "Exit codes: 0 planned, or written; 3 some images or files could not be judged.",
            "",
            "Examples:",
            "  plinth update",
            "  plinth update --level patch --write",
            "  plinth update services/ --diff");
    PlaceArguments.addTo(spec);
    spec.addOption(
        CommandLines.choice(
            "LEVEL",
            LEVELS,
            "How far tags may move: refresh (not at all), patch, minor (default), major, or suite"
                + " (to another release of the distribution as well).",
            "--level"));
    spec.addOption(CommandLines.flag("Change the files.", "--write"));
    spec.addOption(CommandLines.flag("Show what --write would change.", "--diff"));
    spec.addOption(
        CommandLines.flag(
            "Make a branch plinth/GROUP with one commit for each group, in every repository; the"
                + " files here stay as they are.",
            "--branch"));
    spec.addOption(
        CommandLines.flag("Change the files, and commit that to what is checked out.", "--commit"));
    spec.addOption(
        CommandLines.option(
            "DIR", "Write a patch for git am for each group and repository there.", "--patch"));
    spec.addOption(
        CommandLines.flag(
            "Of those three: a group moves in all repositories or in none.", "--together"));
    spec.addOption(
        CommandLines.option(
            "DAYS", "How long a digest must have been seen, such as 3d.", "--cooldown"));
    spec.addOption(
        CommandLines.flag("Do nothing on days that the schedule leaves out.", "--scheduled"));
    spec.addOption(
        CommandLines.flag("Do not read the images to tell what a move brings.", "--no-effect"));
    spec.addOption(
        CommandLines.flag("Tell of images that stay, too, and every place.", "--details"));
    spec.addOption(
        CommandLines.option(
            "FILE", "Where digests are kept; " + LockFile.NAME + " by default.", "--lock"));
    spec.addOption(
        CommandLines.option(
            "FILE", "The advisory store; the one in $$XDG_DATA_HOME by default.", "--db"));
    spec.addOption(
        CommandLines.flag("Read every layer anew, and keep nothing of it.", "--no-cache"));
    spec.addOption(PinVerb.platforms());
    RegistryArguments.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<String> forms = new ArrayList<>();
    for (String each : List.of("--write", "--diff", "--branch", "--commit", "--patch")) {
      if (arguments.hasMatchedOption(each)) {
        forms.add(each);
      }
    }
    if (forms.size() > 1) {
      throw ImageArguments.usage(arguments, String.join(" and ", forms) + " exclude each other");
    }
    List<Outputs.Output> outputs = PlaceArguments.outputs(arguments);
    UpdateSettings settings = PlaceArguments.updates(arguments, console);
    LocalDate today = PlaceArguments.today(console);
    if (arguments.hasMatchedOption("--scheduled") && !settings.scheduled(today)) {
      console.err().println("plinth: today is no day of the schedule; nothing was done");
      return Main.PASSED;
    }
    return new Run(arguments, console, settings, today).run(outputs);
  }

  static @Nullable Level level(ParseResult arguments) {
    String word = arguments.matchedOptionValue("--level", "");
    if (word.isEmpty()) {
      return null;
    }
    if (!LEVELS.contains(word)) {
      throw ImageArguments.usage(
          arguments, "--level takes " + String.join(", ", LEVELS) + ", not \"" + word + "\"");
    }
    return Level.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static int cooldown(ParseResult arguments) {
    String text = arguments.matchedOptionValue("--cooldown", "");
    if (text.isEmpty()) {
      return -1;
    }
    if (!text.matches("[0-9]{1,4}d?")) {
      throw ImageArguments.usage(arguments, "--cooldown takes days, such as 3d");
    }
    return Integer.parseInt(text.endsWith("d") ? text.substring(0, text.length() - 1) : text);
  }

  /** One run. */
  private static final class Run {
    private final ParseResult arguments;
    private final Console console;
    private final LocalDate today;
    private final boolean writes;
    private final boolean diff;
    private final Planning planning;
    private final PlaceArguments.Found found;
    private final LockFile lock;

    Run(ParseResult arguments, Console console, UpdateSettings settings, LocalDate today) {
      this.arguments = arguments;
      this.console = console;
      this.today = today;
      this.writes = arguments.hasMatchedOption("--write");
      this.diff = arguments.hasMatchedOption("--diff");
      this.found = PlaceArguments.read(arguments, console);
      this.planning =
          new Planning(
              arguments, console, found, settings, level(arguments), cooldown(arguments), today);
      this.lock = planning.lock();
    }

    int run(List<Outputs.Output> outputs) {
      List<ImagePlan> plans = planning.plans();
      Map<ImagePlan, Effect> effects =
          arguments.hasMatchedOption("--no-effect") ? Map.of() : planning.effects(plans);
      PlaceChanges changes = new PlaceChanges(found.reader(), !writes);
      IdentityHashMap<Place, String> results = new IdentityHashMap<>();
      if (writes || diff) {
        write(plans, effects, changes, results);
      }
      if (writes) {
        planning.keepLock();
      }
      if (diff) {
        changes.show(console);
      }
      UpdateReport report = report(plans, effects, results);
      UpdateCommits commits = commits();
      boolean committed = commits == null || commits.make(groups(report, effects));
      if (!diff) {
        Outputs.write(
            outputs,
            console,
            (output, to) -> {
              if (output.format().equals("json")) {
                UpdateJson.write(report, to);
              } else {
                boolean details = arguments.hasMatchedOption("--details");
                UpdateText.write(report, InspectVerb.context(output, details, console), to);
              }
            });
      }
      if (commits != null) {
        commits.told().forEach(line -> console.err().println("plinth: " + SafeText.of(line)));
      }
      boolean whole = committed && report.unread().isEmpty();
      for (ImagePlan plan : plans) {
        whole &= plan.state() != ImagePlan.State.UNKNOWN;
      }
      for (String result : results.values()) {
        whole &= !result.startsWith("not changed");
      }
      return whole ? Main.PASSED : Main.UNFINISHED;
    }

    private @Nullable UpdateCommits commits() {
      String patches = arguments.matchedOptionValue("--patch", "");
      UpdateCommits.Form form =
          arguments.hasMatchedOption("--branch")
              ? UpdateCommits.Form.BRANCH
              : arguments.hasMatchedOption("--commit")
                  ? UpdateCommits.Form.COMMIT
                  : patches.isEmpty() ? null : UpdateCommits.Form.PATCH;
      return form == null
          ? null
          : new UpdateCommits(
              form,
              console.folder().resolve(patches),
              arguments.hasMatchedOption("--together"),
              SourceDate.of(console.environment(), Instant.now()).getEpochSecond(),
              found.reader(),
              planning.lockPath(),
              this::lockWith);
    }

    /** The lock file once those plans are carried out. */
    private byte[] lockWith(List<UpdateReport.Row> rows) {
      LockFile after = LockFile.read(planning.lockPath());
      for (UpdateReport.Row row : rows) {
        learn(row.plan(), after);
      }
      return after.write();
    }

    /** What moves together, each with the files that it changes. */
    private List<UpdateCommits.Group> groups(UpdateReport report, Map<ImagePlan, Effect> effects) {
      Map<String, List<UpdateReport.Row>> rows = new TreeMap<>();
      for (UpdateReport.Row row : report.rows()) {
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
          List<PlaceEdits.Wanted> wanted = wanted(file, byPlace, effects, new IdentityHashMap<>());
          if (!wanted.isEmpty()) {
            changes.add(new UpdateCommits.Change(file, wanted));
          }
        }
        groups.add(new UpdateCommits.Group(each.getKey(), each.getValue(), changes));
      }
      return groups;
    }

    private static IdentityHashMap<Place, ImagePlan> byPlace(List<ImagePlan> plans) {
      IdentityHashMap<Place, ImagePlan> byPlace = new IdentityHashMap<>();
      for (ImagePlan plan : plans) {
        for (ImagePlan.Use use : plan.uses()) {
          byPlace.put(use.place(), plan);
        }
      }
      return byPlace;
    }

    /** What the places of a file should name; those that are left, with the reason, in results. */
    private List<PlaceEdits.Wanted> wanted(
        PlaceArguments.PlacedFile file,
        IdentityHashMap<Place, ImagePlan> byPlace,
        Map<ImagePlan, Effect> effects,
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

    private void write(
        List<ImagePlan> plans,
        Map<ImagePlan, Effect> effects,
        PlaceChanges changes,
        IdentityHashMap<Place, String> results) {
      IdentityHashMap<Place, ImagePlan> byPlace = byPlace(plans);
      for (PlaceArguments.PlacedFile file : found.files()) {
        List<PlaceEdits.Wanted> wanted = wanted(file, byPlace, effects, results);
        PlaceEdits.Result result = changes.apply(file, wanted);
        for (PlaceEdits.Wanted each : result.done()) {
          results.put(each.place(), "written");
          learn(java.util.Objects.requireNonNull(byPlace.get(each.place())));
        }
        result.refused().forEach((place, why) -> results.put(place, "not changed: " + why));
      }
    }

    /**
     * That an image would come with another release of its distribution though nobody asked for
     * that; empty where it would not.
     */
    private String moved(ImagePlan.Move move, @Nullable Effect effect) {
      boolean asked = move.level() == Level.SUITE || level(arguments) == Level.SUITE;
      return asked || effect == null || effect.moved().isEmpty()
          ? ""
          : "left, since it moves from " + effect.moved() + ": --level suite takes it";
    }

    /** What the places name from now on, in the lock file. */
    private void learn(ImagePlan plan) {
      learn(plan, lock);
    }

    private void learn(ImagePlan plan, LockFile into) {
      ImagePlan.Move move = plan.move();
      if (move != null && move.digest() != null) {
        String name = plan.reference().name();
        Digest digest = move.digest();
        LockFile.Entry known = lock.of(name, move.tag(), digest);
        LocalDate first = known == null ? today : known.firstSeen();
        into.put(new LockFile.Entry(name, move.tag(), digest, move.image().platforms(), "", first));
      }
    }

    private UpdateReport report(
        List<ImagePlan> plans,
        Map<ImagePlan, Effect> effects,
        IdentityHashMap<Place, String> results) {
      Map<String, PlaceArguments.PlacedFile> files = new LinkedHashMap<>();
      for (PlaceArguments.PlacedFile file : found.files()) {
        files.put(file.places().file(), file);
      }
      Map<Path, Owners> owners = new LinkedHashMap<>();
      List<UpdateReport.Row> rows = new ArrayList<>();
      for (ImagePlan plan : plans) {
        List<String> done = new ArrayList<>();
        Set<String> services = new LinkedHashSet<>();
        Set<String> whose = new LinkedHashSet<>();
        for (ImagePlan.Use use : plan.uses()) {
          done.add(results.getOrDefault(use.place(), ""));
          PlaceArguments.PlacedFile file = files.get(use.file());
          if (file != null) {
            services.add(file.service());
            whose.addAll(owners.computeIfAbsent(file.root(), Owners::of).ownersOf(file.within()));
          }
        }
        rows.add(
            new UpdateReport.Row(
                plan, effects.get(plan), done, List.copyOf(services), List.copyOf(whose)));
      }
      List<PlaceReport.Unread> unread = found.partial();
      return new UpdateReport(Version.number(), today, rows, unread);
    }
  }
}
