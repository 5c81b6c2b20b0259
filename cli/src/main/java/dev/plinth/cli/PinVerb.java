package dev.plinth.cli;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.pin.LockFile;
import dev.plinth.bases.pin.Pin;
import dev.plinth.bases.pin.Pinner;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceEdits;
import dev.plinth.bases.places.PlaceFacts;
import dev.plinth.bases.remote.RegistryImages;
import dev.plinth.bases.remote.RemoteImages;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.Reference;
import dev.plinth.report.places.PlaceReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Writes digests beside the tags of every place that names an image. */
final class PinVerb implements Verb {
  static final String SUMMARY = "write the digest beside every image's tag, or check it";

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
    List<List<Pin>> pins = pins(found, pinner);
    for (int i = 0; i < pins.size(); i++) {
      PlaceArguments.PlacedFile file = found.files().get(i);
      List<PlaceEdits.Wanted> wanted = new ArrayList<>();
      for (Pin pin : pins.get(i)) {
        if (pin.state().pins() && pin.digest() != null && !check) {
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
            done || !pin.state().pins() ? pinner.entry(pin, distribution(pin, releases)) : null;
        if (entry != null) {
          used.add(entry);
        }
      }
    }
    if (!check && !diff && remote != null) {
      lock(lock, used, lockPath, arguments, console);
    }
    if (diff) {
      changes.show(console);
    }
    PlaceReport report = new PlaceReport(Version.number(), "pin", rows, found.partial());
    if (!diff) {
      PlaceArguments.write(report, outputs, console);
    }
    if (unsettled || !report.unread().isEmpty()) {
      return Main.UNFINISHED;
    }
    return !fails ? Main.PASSED : check ? Main.BLOCKED : diff ? Main.PASSED : Main.UNFINISHED;
  }

  static List<Platform> platforms(ParseResult arguments, PlaceArguments.Found found) {
    List<Platform> platforms = new ArrayList<>();
    for (String each : arguments.matchedOptionValue("--platform", List.<String>of())) {
      platforms.add(Platform.parse(each));
    }
    if (platforms.isEmpty()) {
      platforms.addAll(found.places().platforms());
    }
    return platforms.isEmpty() ? List.of(Platform.host()) : platforms;
  }

  /** Asks for all places at once; registries are asked once for each image. */
  private static List<List<Pin>> pins(PlaceArguments.Found found, Pinner pinner) {
    List<List<Place>> places = new ArrayList<>();
    for (PlaceArguments.PlacedFile file : found.files()) {
      List<Place> images = new ArrayList<>(file.places().places());
      images.removeIf(place -> place.kind() == Place.Kind.ACTION);
      places.add(images);
    }
    return Together.map(places, pinner::of);
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
    return !done ? "" : diff ? "would be pinned" : "pinned now";
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
