package dev.plinth.cli;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.bases.difference.Difference;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.policy.Shown;
import dev.plinth.policy.judge.Judge;
import dev.plinth.report.DifferenceWriter;
import dev.plinth.report.ReportContext;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What differs between two images, and which cause each difference in findings has. */
final class DiffVerb implements Verb {
  static final String SUMMARY = "say what differs between two images, and why findings changed";

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public void prepare(String[] arguments, Console console) {
    Digests.prepare();
    RegistryArguments.prepare(arguments);
    if (AdvisoryStore.exists(Folders.advisories(console.environment()))) {
      AdvisoryStore.prepare();
    }
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Compares two images: size, layers, packages, settings, files by folder, and the"
                + " findings that came, went and stayed, each with its cause: a package changed,"
                + " the advisories did, or an exception. A report that 'scan -o json' saved stands"
                + " for its image. With one image alone: what it adds to the base it stands on.")
        .footer(
            "",
            "Exit codes: 0 compared, 2 wrong usage, 3 could not finish. To block on new findings,",
            "use 'plinth scan NEW --baseline OLD'.",
            "",
            "Examples:",
            "  plinth diff shop/api:1.4 shop/api:1.5",
            "  plinth diff last-week.json oci-dir:out -o markdown=comment.md",
            "  plinth diff shop/api:1.5");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("OLD")
            .description("An image as 'plinth scan' takes it, or a report saved by 'scan -o json'.")
            .build());
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1")
            .arity("0..1")
            .type(String.class)
            .paramLabel("[NEW]")
            .hideParamSyntax(true)
            .description("The same; without it, OLD is compared with its own base.")
            .build());
    ImageArguments.addOptions(spec);
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            DifferenceWriter.names(),
            "How to tell: "
                + String.join(", ", DifferenceWriter.names())
                + ". To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
    spec.addOption(
        CommandLines.flag("List everything: all rows, what remains, each file.", "--details"));
    PolicyArguments.addFiles(spec);
    spec.addOption(
        CommandLines.flag(
            "Of a source tree: judge what only serves to build or test too; else it is set aside.",
            "--include-dev"));
    spec.addOption(
        CommandLines.option(
            "FILE", "The advisory store; the one in $$XDG_DATA_HOME by default.", "--db"));
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<Outputs.Output> outputs =
        Outputs.parse(arguments.matchedOptionValue("--output", List.<String>of()), "text");
    outputs.forEach(output -> DifferenceWriter.named(output.format()));
    String old = arguments.matchedPositionalValue(0, "");
    String now = arguments.matchedPositionalValue(1, "");
    if (old.equals("-") && (now.equals("-") || now.isEmpty())) {
      throw ImageArguments.usage(
          arguments, "standard input can be read once: give the image as a file");
    }
    ImageOptions.Progress progress =
        ProgressLine.of(console, arguments.hasMatchedOption("--quiet"));
    FactsCache cache = ImageArguments.cache(arguments, console);
    Difference difference;
    try {
      Reading reading =
          new Reading(
              ImageArguments.options(arguments, console, progress),
              cache,
              arguments.hasMatchedOption("--include-dev"));
      Judge judge = PolicyArguments.judge(arguments, console);
      Scan.Advisories advisories = Scan.Advisories.opening(ScanVerb.store(arguments, console));
      try {
        Sides sides = new Sides(reading, advisories, judge, Ground.of(arguments, console));
        difference =
            now.isEmpty() ? sides.againstBase(old) : Difference.of(sides.of(old), sides.of(now));
      } finally {
        advisories.close();
      }
    } finally {
      ProgressLine.finish(progress);
    }
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          boolean terminal = output.file() == null;
          DifferenceWriter.named(output.format())
              .write(
                  difference,
                  new ReportContext(
                      terminal && console.outIsTerminal()
                          ? console.columns()
                          : ReportContext.DEFAULT_WIDTH,
                      terminal && console.colour(),
                      !terminal || console.unicode(),
                      arguments.hasMatchedOption("--details"),
                      Shown.all(),
                      "",
                      null),
                  to);
        });
    ImageArguments.sayCacheNote(cache, arguments, console);
    return Main.PASSED;
  }
}
