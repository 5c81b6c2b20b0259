package dev.plinth.cli;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Writes the sample image and scans it: the main job, with nothing at hand. */
final class DemoVerb implements Verb {
  static final String SUMMARY = "write a sample image and scan it, with nothing but Plinth";

  @Override
  public String name() {
    return "demo";
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
            "Writes a sample image (a web shop on Debian 12.1, three layers) as an OCI layout, and"
                + " scans it with the embedded starter advisories. Uses no network. Always exits"
                + " with 0 when it could finish.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("FOLDER")
            .description("Where to write the image; in the cache by default.")
            .build());
    spec.addOption(CommandLines.flag("No progress and no notes.", "-q", "--quiet"));
    spec.addOption(
        CommandLines.flag("Read every layer anew, and keep nothing of it.", "--no-cache"));
    ScanVerb.addReporting(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    String given = arguments.matchedPositionalValue(0, "");
    Path folder =
        given.isEmpty() ? Folders.cache(console.environment()).resolve("demo") : Path.of(given);
    try {
      DemoImage.writeTo(folder);
    } catch (PlinthException e) {
      throw given.isEmpty() ? CliErrors.demoFolder(e) : e;
    }
    int code =
        ScanVerb.scan(
            "oci-dir:" + folder,
            null,
            arguments,
            console,
            PolicyArguments.gate(arguments, console));
    if (!arguments.hasMatchedOption("--quiet")) {
      console.out().flush();
      console.err().println();
      console
          .err()
          .println(
              "The image is yours to look at: plinth scan oci-dir:"
                  + SafeText.of(folder.toString()));
      if (code != Main.PASSED) {
        console.err().println("That scan exits with " + code + ", so that a pipeline stops here.");
      }
    }
    return Main.PASSED;
  }
}
