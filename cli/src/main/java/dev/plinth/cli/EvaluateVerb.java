package dev.plinth.cli;

import dev.plinth.advisories.AdvisorySource.Origin;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.bases.evaluate.Evaluation;
import dev.plinth.bases.evaluate.Result;
import dev.plinth.bases.evaluate.Weights;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.report.ReportContext;
import dev.plinth.report.evaluate.EvaluationJson;
import dev.plinth.report.evaluate.EvaluationMarkdown;
import dev.plinth.report.evaluate.EvaluationReport;
import dev.plinth.report.evaluate.EvaluationText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Candidates for a base, weighed by five criteria from evidence. */
final class EvaluateVerb implements Verb {
  static final String SUMMARY = "weigh images side by side by five criteria, with the evidence";

  /** More than anybody compares, and than a screen or a registry's limits bear. */
  private static final int MOST_CANDIDATES = 20;

  @Override
  public String name() {
    return "evaluate";
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
            "Weighs images by provenance, patch cadence, size and content, licences, and long-term"
                + " support. Every point has its evidence; what is not known is said and never"
                + " counts as good. Signatures and attestations are looked for, not verified.")
        .footer(
            "",
            "An image in a registry is asked for there: what is attached to it, and the builds of",
            "up to three more tags of its kind. Of a local one its layout alone tells.",
            "docs/evaluate.md has the formula, and the weights of each profile.",
            "",
            "Exit codes: 0 all were weighed, 2 wrong usage, 3 some could not be read; the others",
            "are shown all the same.",
            "",
            "Examples:",
            "  plinth evaluate debian:12-slim alpine:3.22 --profile public-api",
            "  plinth evaluate oci-dir:a oci-dir:b --weights provenance=3,licences=0",
            "  plinth evaluate registry:team/base:1 -o markdown=base.md -o json=base.json");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("IMAGE")
            .description(
                "Images: names in registries or engines, archives, layouts, root file systems;"
                    + " as for scan. "
                    + MOST_CANDIDATES
                    + " at most.")
            .build());
    spec.addOption(
        CommandLines.choice(
            "PROFILE",
            Weights.profiles(),
            "How much each criterion counts: "
                + String.join(", ", Weights.profiles())
                + " (the default is equal).",
            "--profile"));
    spec.addOption(
        CommandLines.option(
            "LIST",
            "Other weights, 0 to 100: provenance=3,cadence=2,content=1,licences=1,support=1. Those"
                + " that are not named stay as in the profile.",
            "--weights"));
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            EvaluationReport.FORMATS,
            "How to report: "
                + String.join(", ", EvaluationReport.FORMATS)
                + ". To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
    spec.addOption(
        CommandLines.option(
            "FILE", "The advisory store; the one in $$XDG_DATA_HOME by default.", "--db"));
    ImageArguments.addOptions(spec);
    BaseArguments.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<String> targets = arguments.matchedPositionalValue(0, List.<String>of());
    if (targets.size() > MOST_CANDIDATES) {
      throw ImageArguments.usage(
          arguments, "evaluate takes " + MOST_CANDIDATES + " images at most");
    }
    if (targets.stream().filter("-"::equals).count() > 1) {
      throw ImageArguments.usage(arguments, "standard input can give one image only");
    }
    Weights weights = weights(arguments);
    List<Outputs.Output> outputs =
        Outputs.parse(arguments.matchedOptionValue("--output", List.<String>of()), "text");
    for (Outputs.Output output : outputs) {
      if (!EvaluationReport.FORMATS.contains(output.format())) {
        throw CliErrors.notAFormat(output.format(), String.join(", ", EvaluationReport.FORMATS));
      }
    }
    EvaluationReport report = report(targets, weights, arguments, console);
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          switch (output.format()) {
            case "json" -> EvaluationJson.write(report, to);
            case "markdown" ->
                to.write(EvaluationMarkdown.of(report).getBytes(StandardCharsets.UTF_8));
            default ->
                to.write(
                    EvaluationText.of(
                            report,
                            output.file() == null && console.outIsTerminal()
                                ? console.columns()
                                : ReportContext.DEFAULT_WIDTH)
                        .getBytes(StandardCharsets.UTF_8));
          }
        });
    return report.evaluation().whole() ? Main.PASSED : Main.UNFINISHED;
  }

  private static Weights weights(ParseResult arguments) {
    String profile = arguments.matchedOptionValue("--profile", "");
    Weights weights = profile.isEmpty() ? Weights.EQUAL : Weights.profile(profile);
    if (weights == null) {
      throw ImageArguments.usage(
          arguments, "--profile takes one of " + String.join(", ", Weights.profiles()));
    }
    String own = arguments.matchedOptionValue("--weights", "");
    Weights given = own.isEmpty() ? weights : weights.with(own);
    if (given == null) {
      throw ImageArguments.usage(
          arguments,
          "--weights takes provenance, cadence, content, licences and support, each with = and 0"
              + " to 100, by commas, and not all 0");
    }
    return given;
  }

  private static EvaluationReport report(
      List<String> targets, Weights weights, ParseResult arguments, Console console) {
    BaseSettings settings = BaseArguments.of(arguments, console.folder(), console).settings();
    Path store = ScanVerb.store(arguments, console);
    LocalDate today = LocalDate.ofInstant(StoreAge.now(console.environment()), ZoneOffset.UTC);
    Releases releases = ReleasesFile.known(store);
    ImageOptions.Progress progress =
        ProgressLine.of(console, arguments.hasMatchedOption("--quiet"));
    FactsCache cache = ImageArguments.cache(arguments, console);
    List<Result> results = new ArrayList<>();
    List<String> advisories = new ArrayList<>();
    RegistryOnce registries = new RegistryOnce(arguments, console);
    Scan.Advisories opened = Scan.Advisories.opening(store);
    try {
      CandidateReader reader =
          new CandidateReader(
              ImageArguments.options(arguments, console, progress, registries),
              cache,
              opened,
              registries,
              arguments.hasMatchedOption("--offline"),
              releases,
              today,
              settings);
      for (String target : targets) {
        try {
          results.add(Evaluation.weigh(target, reader.read(target), weights));
        } catch (PlinthException e) {
          results.add(Evaluation.failed(target, e));
        }
      }
      for (Origin origin : opened.source().origins()) {
        advisories.add(origin.name() + (origin.asOf().isEmpty() ? "" : " " + day(origin.asOf())));
      }
    } finally {
      opened.close();
      ProgressLine.finish(progress);
    }
    ImageArguments.sayCacheNote(cache, arguments, console);
    return new EvaluationReport(
        Version.number(), Evaluation.of(today, weights, results), advisories);
  }

  private static String day(String time) {
    return time.length() > 10 ? time.substring(0, 10) : time;
  }
}
