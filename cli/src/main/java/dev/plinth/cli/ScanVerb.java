package dev.plinth.cli;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.inventory.sbom.SbomSubject;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.policy.Shown;
import dev.plinth.policy.Verdict;
import dev.plinth.policy.judge.Judge;
import dev.plinth.report.ReportContext;
import dev.plinth.report.ReportTemplate;
import dev.plinth.report.ReportWriter;
import dev.plinth.report.ReportWriters;
import dev.plinth.report.ScanReport;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What an image carries, what is wrong with it, and whether it may go out. */
final class ScanVerb implements Verb {
  static final String SUMMARY = "say what is wrong with an image, who brought it in, may it go out";

  private static final String TEMPLATE = "template";

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public void prepare(String[] arguments, Console console) {
    Digests.prepare();
    RegistryArguments.prepare(arguments);
    String store = "";
    for (int i = 0; i + 1 < arguments.length; i++) {
      store = arguments[i].equals("--db") ? arguments[i + 1] : store;
    }
    if (store.isEmpty()
        ? AdvisoryStore.exists(Folders.advisories(console.environment()))
        : new File(store).isFile()) {
      AdvisoryStore.prepare();
    }
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Reads an image without a daemon, matches what it carries with the advisory store (or"
                + " the embedded starter set) and judges it by the gate.")
        .footer(
            "",
            "The gate by default: critical blocks; high blocks when a fix exists; a",
            "known-exploited vulnerability with a fix blocks whatever its severity.",
            "--fail-on takes severities (that or worse), fixable, kev, epss > 0.1,",
            "score >= 7, ours, base, proved, joined by and, or, not and parentheses; none never",
            "blocks.",
            "",
            "Exit codes: 0 passed, 1 the policy blocks, 2 wrong usage, 3 could not finish.",
            "",
            "Examples:",
            "  plinth scan docker-archive:app.tar",
            "  docker save app | plinth scan - --fail-on 'critical or (high and fixable)'",
            "  plinth scan oci-dir:out:1.4 -o table -o json=report.json");
    ImageArguments.addTo(spec);
    addReporting(spec);
    Ground.addTo(spec);
    PolicyArguments.addTo(spec);
    spec.addOption(
        CommandLines.flag(
            "Of a source tree: judge what only serves to build or test too; else it is set aside.",
            "--include-dev"));
    spec.addOption(
        CommandLines.option("N", "Exit code when the policy blocks; 1 by default.", "--exit-code"));
    spec.addOption(
        CommandLines.option(
            "FILE", "The advisory store; the one in $$XDG_DATA_HOME by default.", "--db"));
    spec.addOption(StoreAge.option());
    return spec;
  }

  /** The options that say how findings are judged and shown. */
  static void addReporting(CommandSpec spec) {
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            ReportWriters.names(),
            "How to report: "
                + String.join(", ", ReportWriters.names())
                + ". To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
    spec.addOption(
        CommandLines.option(
            "FILE", "The Mustache template of -o template; see docs/formats.md.", "--template"));
    spec.addOption(
        CommandLines.option(
            "EXPRESSION", "What blocks, instead of the default gate.", "--fail-on"));
    spec.addOption(
        CommandLines.choice(
            "LIST",
            severities(),
            "Show only these severities, such as HIGH,CRITICAL. The verdict does not change.",
            "-s",
            "--severity"));
    spec.addOption(
        CommandLines.flag(
            "Show only what the base brought. The verdict does not change.", "--only-base"));
    spec.addOption(
        CommandLines.flag(
            "Do not show what the base brought. The verdict does not change.", "--ignore-base"));
    spec.addOption(
        CommandLines.flag(
            "Set vulnerabilities without a fix aside, until there is one; they are counted.",
            "--only-fixed",
            "--ignore-unfixed"));
    spec.addOption(
        CommandLines.choice(
            "SEVERITY",
            severities(),
            "What an unknown severity counts as at the gate when there is a fix; high by default.",
            "--unknown-as"));
    spec.addOption(
        CommandLines.flag("Show evidence, aliases and references of each finding.", "--details"));
    spec.addOption(
        CommandLines.flag(
            "Ask the registry whether rebuilding on today's base, or on a newer tag, removes the"
                + " findings of the base.",
            "--advise"));
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    return scan(
        ImageArguments.target(arguments),
        store(arguments, console),
        arguments,
        console,
        PolicyArguments.judge(arguments, console));
  }

  /** The same for a target that the caller knows; without a store the starter set serves. */
  static int scan(
      String target, @Nullable Path store, ParseResult arguments, Console console, Judge judge) {
    String named = arguments.matchedOptionValue("--template", "");
    List<Outputs.Output> outputs =
        Outputs.parse(
            arguments.matchedOptionValue("--output", List.<String>of()),
            named.isEmpty() ? "table" : TEMPLATE);
    outputs.forEach(output -> ReportWriters.named(output.format()));
    ReportTemplate template = template(named, outputs, arguments);
    Shown shown = shown(arguments);
    int blocked = exitCode(arguments);
    ImageOptions.Progress progress =
        ProgressLine.of(console, arguments.hasMatchedOption("--quiet"));
    FactsCache cache = ImageArguments.cache(arguments, console);
    ScanReport report;
    try {
      RegistryOnce registries = new RegistryOnce(arguments, console);
      Reading reading =
          new Reading(
              ImageArguments.options(arguments, console, progress, registries),
              cache,
              arguments.hasMatchedOption("--include-dev"));
      ScanReport scanned =
          Scan.run(
              target,
              reading,
              store,
              Ground.of(arguments, console),
              arguments.matchedOptionValue("--baseline", ""),
              judge);
      report =
          arguments.hasMatchedOption("--advise")
              ? advised(scanned, registries, arguments, console)
              : scanned;
    } finally {
      ProgressLine.finish(progress);
    }
    StoreAge.check(store, judge.maxDbAge(), arguments, console);
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          ReportWriter writer = ReportWriters.named(output.format());
          boolean toTerminal = output.file() == null;
          writer.write(
              report,
              new ReportContext(
                  toTerminal && console.outIsTerminal()
                      ? console.columns()
                      : ReportContext.DEFAULT_WIDTH,
                  toTerminal && console.colour(),
                  !toTerminal || console.unicode(),
                  arguments.hasMatchedOption("--details"),
                  shown,
                  writer.tellsTime() ? time(report, console) : "",
                  template),
              to);
        });
    ImageArguments.sayCacheNote(cache, arguments, console);
    return report.verdict().outcome() == Verdict.Outcome.BLOCK ? blocked : Main.PASSED;
  }

  private static ScanReport advised(
      ScanReport report, RegistryOnce registries, ParseResult arguments, Console console) {
    Platform platform = BaseAdvice.platform(report.subject());
    try (ImageEffects effects =
        ImageEffects.open(
            arguments, console, platform == null ? Platform.host() : platform, registries)) {
      return BaseAdvice.on(report, effects, registries, PlaceArguments.today(console));
    }
  }

  /** When the scan is said to have been: reading dates costs start-up time, so few ask. */
  private static String time(ScanReport report, Console console) {
    return SbomSubject.timestamp(
        console.environment().get("SOURCE_DATE_EPOCH"), report.subject().created());
  }

  /** The template, read before the scan so that a mistake in it shows at once. */
  private static @Nullable ReportTemplate template(
      String file, List<Outputs.Output> outputs, ParseResult arguments) {
    boolean wanted = false;
    for (Outputs.Output output : outputs) {
      wanted |= output.format().equals(TEMPLATE);
    }
    if (wanted && file.isEmpty()) {
      throw ImageArguments.usage(arguments, "-o template needs the template: --template FILE");
    }
    if (!wanted && !file.isEmpty()) {
      throw ImageArguments.usage(
          arguments, "--template names a template, but no -o template asks for what it makes");
    }
    return wanted ? ReportTemplate.read(Path.of(file)) : null;
  }

  /** The advisory store's file. */
  static Path store(ParseResult arguments, Console console) {
    String file = arguments.matchedOptionValue("--db", "");
    return file.isEmpty() ? Folders.advisories(console.environment()) : Path.of(file);
  }

  private static Shown shown(ParseResult arguments) {
    String list = arguments.matchedOptionValue("--severity", "");
    Shown shown = list.isEmpty() ? Shown.all() : Shown.severities(list);
    boolean only = arguments.hasMatchedOption("--only-base");
    boolean ignore = arguments.hasMatchedOption("--ignore-base");
    if (only && ignore) {
      throw ImageArguments.usage(arguments, "--only-base or --ignore-base, not both");
    }
    return only ? shown.of(Shown.Part.BASE) : ignore ? shown.of(Shown.Part.NOT_BASE) : shown;
  }

  private static int exitCode(ParseResult arguments) {
    String text = arguments.matchedOptionValue("--exit-code", "");
    if (text.isEmpty()) {
      return Main.BLOCKED;
    }
    try {
      int code = Integer.parseInt(text);
      if (code >= 0 && code <= 255) {
        return code;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw ImageArguments.usage(arguments, "--exit-code takes a number from 0 to 255");
  }

  private static List<String> severities() {
    List<String> words = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      words.add(severity.word());
    }
    return words;
  }
}
