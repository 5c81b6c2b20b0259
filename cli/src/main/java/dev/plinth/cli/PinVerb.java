package dev.plinth.cli;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.hosting.Access;
import dev.plinth.bases.hosting.ActionCommits;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.pin.LockFile;
import dev.plinth.bases.pin.Pin;
import dev.plinth.bases.pin.Pinner;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.places.PlaceFacts;
import dev.plinth.bases.places.Places;
import dev.plinth.bases.remote.RegistryImages;
import dev.plinth.bases.remote.RemoteImages;
import dev.plinth.foundation.SafeText;
import dev.plinth.http.HttpClient;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.report.places.PlaceReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Writes digests beside the tags of every place that names an image. */
final class PinVerb implements Verb {
  static final String SUMMARY = "write the digest beside every image's tag, or check it";

  private static final String WOULD = "would be pinned";

  @Override
  public String name() {
    return "pin";
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
            "Writes tag@sha256:… at every place that names an image: the digest of the index, so"
                + " that every platform gets its own image. A digest of one platform alone is"
                + " mended; a digest that is merely older stays (plinth update moves it). Each"
                + " change is proved by reading the file again. "
                + LockFile.NAME
                + " keeps what was seen, and since when; with --offline it alone is asked.")
        .footer(
            "",
            "# plinth: hold reason=\"…\" until=YYYY-MM-DD above a place leaves it alone.",
            "",
            "Exit codes: 0 all are pinned, 1 --check found some that are not, 3 some could not be",
            "pinned or judged; the others are.",
            "",
            "Examples:",
            "  plinth pin --diff",
            "  plinth pin --check",
            "  plinth pin .github --actions",
            "  plinth pin services/ --platform linux/amd64 --platform linux/arm64");
    PlaceArguments.addTo(spec);
    spec.addOption(
        CommandLines.flag("Change nothing; exit 1 where a place is not pinned.", "--check"));
    spec.addOption(CommandLines.flag("Show what would change, and change nothing.", "--diff"));
    spec.addOption(
        CommandLines.flag(
            "Turn a floating tag into the most exact one of the same digest: 22 into 22.19.0.",
            "--precise"));
    spec.addOption(
        CommandLines.option(
            "FILE", "Where digests are kept; " + LockFile.NAME + " by default.", "--lock"));
    spec.addOption(
        CommandLines.flag(
            "Pin GitHub's actions as well: to commits, with the tag as a comment. GITHUB_TOKEN is"
                + " used where it is set.",
            "--actions"));
    spec.addOption(
        CommandLines.flag("Of actions, pin branches too, to today's commit.", "--branches"));
    spec.addOption(
        CommandLines.option(
            "URL", "GitHub's API: https://HOST/api/v3 of an enterprise's.", "--api"));
    spec.addOption(platforms());
    RegistryArguments.addTo(spec);
    return spec;
  }

  /** The option that says what images must be there for. */
  static OptionSpec platforms() {
    return CommandLines.repeated(
        "OS/ARCH",
        List.of(),
        "What the images must be there for; may be repeated. By default what .plinth.yaml says,"
            + " else this machine's own.",
        "--platform");
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    boolean check = arguments.hasMatchedOption("--check");
    boolean diff = arguments.hasMatchedOption("--diff");
    PlaceArguments.checkDiff(arguments);
    if (check && diff) {
      throw ImageArguments.usage(arguments, "--check and --diff exclude each other");
    }
    List<Outputs.Output> outputs = PlaceArguments.outputs(arguments);
    PlaceArguments.Found found = PlaceArguments.read(arguments, console);
    Path lockPath = console.folder().resolve(arguments.matchedOptionValue("--lock", LockFile.NAME));
    LockFile lock = LockFile.read(lockPath);
    RemoteImages remote =
        arguments.hasMatchedOption("--offline")
            ? null
            : new RegistryImages(RegistryTargets.client(arguments, console));
    Pinner pinner =
        new Pinner(
            remote,
            lock,
            platforms(arguments, found),
            PlaceArguments.today(console),
            arguments.hasMatchedOption("--precise") ? found.bases() : null);
    PlaceChanges changes = new PlaceChanges(found.reader(), check || diff);
    Releases releases = PlaceArguments.releases(console);
    List<PlaceReport.Row> rows = new ArrayList<>();
    List<LockFile.Entry> used = new ArrayList<>();
    boolean unsettled = false;
    boolean fails = false;
    List<List<Pin>> pins = pins(found, pinner, actions(arguments, console));
    for (int i = 0; i < pins.size(); i++) {
      PlaceArguments.PlacedFile file = found.files().get(i);
      List<PlaceEdits.Wanted> wanted = new ArrayList<>();
      for (Pin pin : pins.get(i)) {
        boolean action = pin.place().kind() == Place.Kind.ACTION;
        if (action && pin.state().pins() && !pin.tag().isEmpty() && !check) {
          // Its comment says what it was until now.
          wanted.add(new PlaceEdits.Wanted(pin.place(), pin.tag(), pin.place().image().tag()));
        } else if (pin.state().pins() && pin.digest() != null && !check) {
          wanted.add(new PlaceEdits.Wanted(pin.place(), pin.tag(), pin.digest().toString()));
        }
      }
      PlaceEdits.Result result = changes.apply(file, wanted);
      for (Pin pin : pins.get(i)) {
        boolean done = changes.done(result, pin.place());
        unsettled |= pin.state() == Pin.State.UNKNOWN;
        fails |= pin.state().fails() && !done;
        rows.add(row(file, pin, said(pin, done, diff, result.refused()), found, releases));
        LockFile.Entry entry =
            pin.reference() != null && (done || !pin.state().pins())
                ? pinner.entry(pin, distribution(pin, releases))
                : null;
        if (entry != null) {
          used.add(entry);
        }
      }
    }
    if (!check && !diff && remote != null) {
      lock(lock, used, lockPath, arguments, console);
    }
    tellOfActions(found, arguments, console);
    if (check && found.files().isEmpty() && found.partial().isEmpty()) {
      throw CliErrors.noPlaces();
    }
    if (diff) {
      changes.show(console);
      PlaceArguments.tell(found.partial(), console);
      tell(rows, console);
    }
    PlaceReport report = new PlaceReport(Version.number(), "pin", rows, found.partial());
    if (!diff) {
      PlaceArguments.write(report, outputs, console);
    }
    if (unsettled || !report.unread().isEmpty()) {
      return Main.UNFINISHED;
    }
    return !fails ? Main.PASSED : check ? Main.BLOCKED : Main.UNFINISHED;
  }

  /**
   * That actions were not looked at, where there are any: a check that passes says nothing of them.
   */
  private static void tellOfActions(
      PlaceArguments.Found found, ParseResult arguments, Console console) {
    int actions = 0;
    for (PlaceArguments.PlacedFile file : found.files()) {
      for (Place place : file.places().places()) {
        actions += place.kind() == Place.Kind.ACTION ? 1 : 0;
      }
    }
    if (actions > 0 && !arguments.hasMatchedOption("--actions")) {
      console
          .err()
          .println(
              "plinth: "
                  + actions
                  + (actions == 1 ? " action was" : " actions were")
                  + " not looked at; --actions does");
    }
  }

  /** The places that no difference pins. */
  private static void tell(List<PlaceReport.Row> rows, Console console) {
    for (PlaceReport.Row row : rows) {
      Pin pin = row.pin();
      boolean open = pin != null && (pin.state().fails() || pin.state() == Pin.State.UNKNOWN);
      if (pin != null && open && !row.result().equals(WOULD)) {
        String at = row.file() + ":" + row.line() + ": " + row.place().shown();
        console
            .err()
            .println("plinth: " + SafeText.of(at + ": " + pin.state().word() + ", " + pin.note()));
      }
    }
  }

  static List<Platform> platforms(ParseResult arguments, PlaceArguments.Found found) {
    List<Platform> platforms = new ArrayList<>();
    for (String each : arguments.matchedOptionValue("--platform", List.<String>of())) {
      platforms.add(ImageArguments.platform(each, arguments));
    }
    if (platforms.isEmpty()) {
      platforms.addAll(found.places().platforms());
    }
    return platforms.isEmpty() ? List.of(Platform.host()) : platforms;
  }

  private static @Nullable ActionPins actions(ParseResult arguments, Console console) {
    if (!arguments.hasMatchedOption("--actions")) {
      for (String each : List.of("--branches", "--api")) {
        if (arguments.hasMatchedOption(each)) {
          throw ImageArguments.usage(arguments, each + " goes with --actions");
        }
      }
      return null;
    }
    Access access = Access.github(arguments.matchedOptionValue("--api", ""), console.environment());
    HttpClient client = new HttpClient(RegistryArguments.hosts(arguments, console));
    return new ActionPins(
        new ActionCommits(client, access),
        arguments.hasMatchedOption("--branches"),
        PlaceArguments.today(console));
  }

  private record Asked(Places file, Place place) {}

  /** Asks for all places at once; registries and hosts are asked once for each name. */
  private static List<List<Pin>> pins(
      PlaceArguments.Found found, Pinner pinner, @Nullable ActionPins actions) {
    List<List<Asked>> places = new ArrayList<>();
    for (PlaceArguments.PlacedFile file : found.files()) {
      List<Asked> asked = new ArrayList<>();
      for (Place place : file.places().places()) {
        if (actions != null || place.kind() != Place.Kind.ACTION) {
          asked.add(new Asked(file.places(), place));
        }
      }
      places.add(asked);
    }
    return Together.map(
        places,
        asked ->
            actions != null && asked.place.kind() == Place.Kind.ACTION
                ? actions.of(asked.file, asked.place)
                : pinner.of(asked.place));
  }

  private static PlaceReport.Row row(
      PlaceArguments.PlacedFile file,
      Pin pin,
      String result,
      PlaceArguments.Found found,
      Releases releases) {
    return PlaceReport.Row.of(
        file.places(),
        pin.place(),
        PlaceFacts.of(pin.place(), found.bases(), releases),
        pin,
        result);
  }

  private static String said(Pin pin, boolean done, boolean diff, Map<Place, String> refused) {
    String why = refused.get(pin.place());
    if (why != null) {
      return "not changed: " + why;
    }
    return !done ? "" : diff ? WOULD : "pinned now";
  }

  /** As the name tells it; the image itself would tell more. */
  private static String distribution(Pin pin, Releases releases) {
    Reference reference = pin.reference();
    Lifecycle named =
        reference == null
            ? null
            : KnownBases.distribution(
                dev.plinth.bases.known.ImageName.of(
                    reference.familiarName() + (pin.tag().isEmpty() ? "" : ":" + pin.tag())));
    Lifecycle release = named == null ? null : releases.newest(named);
    return release == null ? "" : Lifecycles.shown(release.product()) + " " + release.cycle();
  }

  private static void lock(
      LockFile lock, List<LockFile.Entry> used, Path path, ParseResult arguments, Console console) {
    byte[] before = lock.write();
    used.forEach(lock::add);
    List<String> paths = arguments.matchedPositionalValue(0, List.<String>of());
    if (paths.isEmpty()) {
      lock.keepOnly(used, PlaceArguments.today(console));
    }
    byte[] after = lock.write();
    if (!Arrays.equals(before, after)) {
      Outputs.writeFile(path, to -> to.write(after));
    }
  }
}
