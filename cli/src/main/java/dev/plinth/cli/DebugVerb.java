package dev.plinth.cli;

import dev.plinth.bases.debug.DebugStory;
import dev.plinth.bases.debug.ShellWord;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.oci.image.Digests;
import dev.plinth.report.inspect.DebugJson;
import dev.plinth.report.inspect.DebugReport;
import dev.plinth.report.inspect.DebugText;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** How to get a shell in a container of an image, or beside it. */
final class DebugVerb implements Verb {
  static final String SUMMARY = "print the lines that get a shell in a container, or beside it";

  @Override
  public String name() {
    return "debug";
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
            "Prints the kubectl and docker lines that fit an image: the shell that is in it, an"
                + " ephemeral container with the same C library, the twin with a shell that its"
                + " makers publish, copying files, its ports. Nothing is run.")
        .footer(
            "",
            "Examples:",
            "  plinth debug registry:gcr.io/distroless/java21-debian12",
            "  plinth debug my/app:1.4 app-7c9d --container app -n shop");
    ImageArguments.addTo(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1")
            .arity("0..1")
            .type(String.class)
            .paramLabel("POD")
            .description("The pod in which it runs; a placeholder stands for it where not given.")
            .build());
    spec.addOption(
        CommandLines.option("NAME", "The container, in the pod or of Docker.", "--container"));
    spec.addOption(CommandLines.option("NAME", "The namespace of the pod.", "-n", "--namespace"));
    InspectVerb.addOutput(spec);
    BaseArguments.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<Outputs.Output> outputs = InspectVerb.outputs(arguments);
    DebugStory.Place place =
        new DebugStory.Place(
            name(arguments, "POD", arguments.matchedPositionalValue(1, "")),
            name(arguments, "--container", arguments.matchedOptionValue("--container", "")),
            name(arguments, "--namespace", arguments.matchedOptionValue("--namespace", "")));
    BaseSettings settings = BaseArguments.of(arguments, console.folder(), console).settings();
    Inspecting read = Inspecting.of(arguments, console);
    String target = read.inspection().identity().target();
    String own = read.inspection().identity().name();
    String image = own.isEmpty() ? target : own;
    DebugReport report =
        new DebugReport(
            Version.number(),
            image,
            DebugStory.of(read.inspection(), own, place, settings),
            List.of());
    Outputs.write(
        outputs,
        console,
        (output, to) -> {
          if (output.format().equals("json")) {
            DebugJson.write(report, to);
          } else {
            DebugText.write(report, InspectVerb.context(output, false, console), to);
          }
        });
    return Main.PASSED;
  }

  /** A name that can stand in a line; empty where none was given. */
  private static String name(ParseResult arguments, String what, String name) {
    if (!name.isEmpty() && !ShellWord.usable(name)) {
      throw ImageArguments.usage(
          arguments, what + " takes a name, without control characters and no hyphen first");
    }
    return name;
  }
}
