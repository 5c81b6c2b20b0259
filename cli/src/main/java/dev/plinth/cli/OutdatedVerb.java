package dev.plinth.cli;

import dev.plinth.bases.remote.RegistryImages;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.Effect.Urgency;
import dev.plinth.bases.update.Freshness;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.bases.update.UpdateSettings;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.registry.RegistryClient;
import dev.plinth.oci.registry.RegistryOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.report.places.PlaceReport;
import dev.plinth.report.update.FreshnessReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Whether images, and the files that name bases, are on today's bases. */
final class OutdatedVerb implements Verb {
  static final String SUMMARY = "what is not on today's base, and how soon to rebuild it";

  private static final List<String> URGENCIES = List.of("now", "week", "release");

  /** What files are called that name bases, beside folders of them. */
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".tf");

  @Override
  public String name() {
    return "outdated";
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
            "Tells whether an image is built on what its base's tag stands for today: by the"
                + " base's digest, else by the layers of its own platform. Of files and folders it"
                + " tells of every pinned image whether its tag has moved on. Says what rebuilding"
                + " fixes, and how soon to do it: now where a high or critical vulnerability is"
                + " fixed that is known to be exploited, within the week where another high or"
                + " critical one is, with the next release otherwise.")
        .footer(
            "",
            "Exit codes: 0 told, 1 something is as urgent as --fail-on says, 3 something could",
            "not be told.",
            "",
            "Examples:",
            "  plinth outdated registry.example/team/shop:1.4",
            "  plinth outdated . --fail-on week");
    PlaceArguments.addTo(spec);
    spec.addOption(
        CommandLines.choice(
            "URGENCY",
            URGENCIES,
            "Exit 1 where something is to be rebuilt that soon, or sooner.",
            "--fail-on"));
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
    String word = arguments.matchedOptionValue("--fail-on", "");
    if (!word.isEmpty() && !URGENCIES.contains(word)) {
      throw ImageArguments.usage(
          arguments, "--fail-on takes " + String.join(", ", URGENCIES) + ", not \"" + word + "\"");
    }
    List<Outputs.Output> outputs = PlaceArguments.outputs(arguments);
    List<String> images = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    List<String> targets = arguments.matchedPositionalValue(0, List.<String>of());
    for (String target : targets.isEmpty() ? List.of(".") : targets) {
      (files(target, console) ? paths : images).add(target);
    }
    List<Freshness> rows = new ArrayList<>();
    List<PlaceReport.Unread> unread = List.of();
    if (!images.isEmpty()) {
      rows.addAll(images(images, arguments, console));
    }
    if (!paths.isEmpty()) {
      PlaceArguments.Found found = PlaceArguments.read(paths, arguments, console);
      rows.addAll(files(found, arguments, console));
      unread = found.partial();
    }
    FreshnessReport report = new FreshnessReport(Version.number(), rows, unread);
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          if (output.format().equals("json")) {
            report.json(to);
          } else {
            report.text(InspectVerb.context(output, false, console), to);
          }
        });
    if (!word.isEmpty()) {
      Urgency least = Urgency.valueOf(word.toUpperCase(Locale.ROOT));
      for (Freshness row : rows) {
        if (row.urgency().atLeast(least)) {
          return Main.BLOCKED;
        }
      }
    }
    return report.whole() ? Main.PASSED : Main.UNFINISHED;
  }

  /** Whether that is a folder of files, or one, and no image. */
  private static boolean files(String text, Console console) {
    Path path = console.folder().resolve(text);
    if (Files.isDirectory(path)) {
      return Target.parse(path.toString()).kind() == Target.Kind.SOURCE;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean named =
        lower.contains("dockerfile")
            || lower.contains("containerfile")
            || ENDINGS.stream().anyMatch(lower::endsWith);
    return named && Files.isRegularFile(path);
  }

  private static List<Freshness> images(
      List<String> images, ParseResult arguments, Console console) {
    RegistryOptions registries = RegistryArguments.options(arguments, console);
    List<String> asked = arguments.matchedOptionValue("--platform", List.<String>of());
    Platform platform =
        asked.isEmpty() ? Platform.host() : ImageArguments.platform(asked.getFirst(), arguments);
    List<Freshness> rows = new ArrayList<>();
    try (ImageEffects effects = ImageEffects.open(arguments, console, platform, () -> registries)) {
      FreshnessReader reader =
          new FreshnessReader(
              new RegistryImages(new RegistryClient(registries, Limits.defaults())), effects);
      for (String image : images) {
        rows.add(reader.of(image));
      }
    }
    return rows;
  }

  private static List<Freshness> files(
      PlaceArguments.Found found, ParseResult arguments, Console console) {
    Planning planning =
        new Planning(
            arguments,
            console,
            found,
            UpdateSettings.NONE,
            Level.REFRESH,
            0,
            PlaceArguments.today(console));
    List<ImagePlan> plans = planning.plans();
    Map<ImagePlan, Effect> effects = planning.effects(plans);
    List<Freshness> rows = new ArrayList<>();
    for (ImagePlan plan : plans) {
      rows.add(fresh(plan, effects));
    }
    return rows;
  }

  private static Freshness fresh(ImagePlan plan, Map<ImagePlan, Effect> effects) {
    List<String> places = new ArrayList<>();
    for (ImagePlan.Use use : plan.uses()) {
      places.add(use.file() + ":" + use.line());
    }
    String name = plan.reference().withDefaultTag().familiar();
    int at = name.indexOf('@');
    String base = at < 0 ? name : name.substring(0, at);
    String notes = String.join("; ", plan.notes());
    Freshness.State state =
        switch (plan.state()) {
          case MOVES -> Freshness.State.OUTDATED;
          case UNKNOWN -> Freshness.State.UNKNOWN;
          default -> Freshness.State.CURRENT;
        };
    String how =
        state == Freshness.State.OUTDATED
            ? "its tag has moved on" + (notes.isEmpty() ? "" : "; " + notes)
            : !notes.isEmpty()
                ? notes
                : plan.reference().digest() == null
                    ? "it has no digest, so that every build takes today's"
                    : "its digest is today's";
    return new Freshness(base, base, state, how, effects.get(plan), places);
  }
}
