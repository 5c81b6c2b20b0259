package dev.plinth.cli;

import dev.plinth.oci.image.Digests;
import dev.plinth.policy.Shown;
import dev.plinth.report.ReportContext;
import dev.plinth.report.inspect.InspectJson;
import dev.plinth.report.inspect.InspectReport;
import dev.plinth.report.inspect.InspectText;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What an image is. */
final class InspectVerb implements Verb {
  static final String SUMMARY = "say what an image is: system, user, size by part, how it was made";

  /** How the verbs about one image answer. */
  static final List<String> FORMATS = List.of("text", "json");

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return SUMMARY;
  }

  @Override
  public void prepare(String[] arguments, Console console) {
    Digests.prepare();
    RegistryArguments.prepare(arguments);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Says what an image is: its distribution and how long that is looked after, C library,"
                + " shells, package managers, whom it runs as and what Kubernetes makes of that,"
                + " what it starts, where its size comes from, and how it was made. Secrets in"
                + " variables, labels and history are not shown.")
        .footer(
            "",
            "Examples:",
            "  plinth inspect debian:12",
            "  plinth inspect docker-archive:app.tar -o json=app.json",
            "  plinth inspect dir:rootfs");
    ImageArguments.addTo(spec);
    addOutput(spec);
    spec.addOption(CommandLines.flag("Show texts, lists and digests whole.", "--details"));
    return spec;
  }

  static void addOutput(CommandSpec spec) {
    spec.addOption(
        CommandLines.repeated(
            "FORMAT[=FILE]",
            FORMATS,
            "text (default) or json. To a file with =FILE; may be repeated.",
            "-o",
            "--output"));
  }

  /** The outputs asked for, each of a format that there is. */
  static List<Outputs.Output> outputs(ParseResult arguments) {
    List<Outputs.Output> outputs =
        Outputs.parse(arguments.matchedOptionValue("--output", List.<String>of()), "text");
    for (Outputs.Output output : outputs) {
      if (!FORMATS.contains(output.format())) {
        throw CliErrors.notAFormat(output.format(), String.join(", ", FORMATS));
      }
    }
    return outputs;
  }

  /** How text is written to that output. */
  static ReportContext context(Outputs.Output output, boolean details, Console console) {
    boolean toTerminal = output.file() == null;
    return new ReportContext(
        toTerminal && console.outIsTerminal() ? console.columns() : ReportContext.DEFAULT_WIDTH,
        toTerminal && console.colour(),
        !toTerminal || console.unicode(),
        details,
        Shown.all());
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<Outputs.Output> outputs = outputs(arguments);
    boolean details = arguments.hasMatchedOption("--details");
    Inspecting read = Inspecting.of(arguments, console);
    InspectReport report =
        new InspectReport(Version.number(), read.inspection(), read.hidden(), read.notices());
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          if (output.format().equals("json")) {
            InspectJson.write(report, to);
          } else {
            InspectText.write(report, context(output, details, console), to);
          }
        });
    return Main.PASSED;
  }
}
