package dev.plinth.cli;

import dev.plinth.bases.pin.LockFile;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.places.PlaceFiles;
import dev.plinth.bases.repository.GitRepository;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.bases.update.Owners;
import dev.plinth.bases.update.UpdateSettings;
import dev.plinth.foundation.SafeText;
import dev.plinth.http.HttpClient;
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
import java.util.Objects;
import java.util.Set;
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
            "PATH may be a git URL: what is there is fetched, and nothing of it is run.",
            ".plinth.yaml says how far tags may move, what is held back, and how long a digest",
            "must have been about: docs/update.md. # plinth: hold above a place leaves it alone.",
            "",
            "Exit codes: 0 planned, or written; 3 some images or files could not be judged.",
            "",
            "Examples:",
            "  plinth update",
            "  plinth update --level patch --write",
            "  plinth update services/ --diff",
            "  plinth update --repositories list.txt --together --push --pull-request");
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
    RepositoryArguments.addTo(spec);
    spec.addOption(
        CommandLines.option(
            "DAYS", "How long a digest must have been about, such as 3d.", "--cooldown"));
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
    RepositoryArguments.check(arguments);
    PlaceArguments.checkDiff(arguments);
    List<Outputs.Output> outputs = PlaceArguments.outputs(arguments);
    UpdateSettings settings = PlaceArguments.updates(arguments, console);
    LocalDate today = PlaceArguments.today(console);
    if (arguments.hasMatchedOption("--scheduled") && !settings.scheduled(today)) {
      console.err().println("plinth: today is no day of the schedule; nothing was done");
      return Main.PASSED;
    }
    PlaceFiles reader = PlaceArguments.reader(arguments, console);
    try (Repositories repositories = Repositories.open(arguments, console, reader)) {
      int code = new Run(arguments, console, settings, today, repositories).run(outputs);
      repositories.finish();
      return code;
    }
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
    private final Repositories repositories;

    Run(
        ParseResult arguments,
        Console console,
        UpdateSettings settings,
        LocalDate today,
        Repositories repositories) {
      this.repositories = repositories;
      this.arguments = arguments;
      this.console = console;
      this.today = today;
      this.writes = arguments.hasMatchedOption("--write");
      this.diff = arguments.hasMatchedOption("--diff");
      this.found =
          PlaceArguments.of(repositories.roots(), arguments, console).with(repositories.unread());
      this.planning =
          new Planning(
              arguments, console, found, settings, level(arguments), cooldown(arguments), today);
      this.lock = planning.lock();
    }

    int run(List<Outputs.Output> outputs) {
      List<ImagePlan> plans = planning.plans();
      planning.keepSightings();
      Map<ImagePlan, Effect> effects =
          arguments.hasMatchedOption("--no-effect") ? Map.of() : planning.effects(plans);
      UpdateGroups groups =
          new UpdateGroups(found, effects, lock, today, level(arguments) == Level.SUITE);
      PlaceChanges changes = new PlaceChanges(found.reader(), !writes);
      IdentityHashMap<Place, String> results = new IdentityHashMap<>();
      if (writes || diff) {
        write(plans, groups, changes, results);
      }
      if (writes) {
        planning.keepLock();
      } else if (!diff) {
        found.files().forEach(file -> groups.wanted(file, UpdateGroups.byPlace(plans), results));
      }
      if (diff) {
        changes.show(console);
        PlaceArguments.tell(found.partial(), console);
        tell(plans, results);
      }
      UpdateReport report = report(plans, effects, results);
      UpdateCommits commits = commits(groups);
      boolean committed = commits == null || commits.make(report);
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

    /** What differences do not show: images that nobody told of, and places that are left. */
    private void tell(List<ImagePlan> plans, IdentityHashMap<Place, String> results) {
      for (ImagePlan plan : plans) {
        if (plan.state() == ImagePlan.State.UNKNOWN) {
          String notes = String.join("; ", plan.notes());
          console.err().println("plinth: " + SafeText.of(plan.reference() + ": unknown, " + notes));
        }
        for (ImagePlan.Use use : plan.uses()) {
          String result = results.getOrDefault(use.place(), "");
          if (result.startsWith("left") || result.startsWith("not changed")) {
            String at = use.file() + ":" + use.line() + ": " + result;
            console.err().println("plinth: " + SafeText.of(at));
          }
        }
      }
    }

    private @Nullable UpdateCommits commits(UpdateGroups groups) {
      UpdateCommits.Form form = RepositoryArguments.form(arguments);
      if (form == null) {
        return null;
      }
      long time = SourceDate.of(console.environment(), Instant.now()).getEpochSecond();
      UpdatePush push = null;
      if (arguments.hasMatchedOption("--push")) {
        boolean asks = arguments.hasMatchedOption("--pull-request");
        HttpClient client =
            asks ? new HttpClient(RegistryArguments.hosts(arguments, console)) : null;
        push = new UpdatePush(repositories, client, console.environment());
      }
      return new UpdateCommits(
          new UpdateCommits.Options(
              form,
              console.folder().resolve(arguments.matchedOptionValue("--patch", "")),
              arguments.hasMatchedOption("--together"),
              new GitRepository.Signed(arguments.matchedOptionValue("--author", ""), time),
              planning.lockPath()),
          repositories,
          groups,
          found.reader(),
          push);
    }

    private void write(
        List<ImagePlan> plans,
        UpdateGroups groups,
        PlaceChanges changes,
        IdentityHashMap<Place, String> results) {
      IdentityHashMap<Place, ImagePlan> byPlace = UpdateGroups.byPlace(plans);
      for (PlaceArguments.PlacedFile file : found.files()) {
        List<PlaceEdits.Wanted> wanted = groups.wanted(file, byPlace, results);
        PlaceEdits.Result result = changes.apply(file, wanted);
        for (PlaceEdits.Wanted each : result.done()) {
          results.put(each.place(), "written");
          groups.learn(Objects.requireNonNull(byPlace.get(each.place())), lock);
        }
        result.refused().forEach((place, why) -> results.put(place, "not changed: " + why));
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
