package dev.plinth.cli;

import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.copy.Destination;
import dev.plinth.oci.copy.ImageCopy;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** An image brought to another place as it is. */
final class CopyVerb implements Verb {
  static final String SUMMARY = "copy an image byte for byte to a registry, a layout or an archive";

  @Override
  public String name() {
    return "copy";
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
            "Copies an image to a registry, an OCI layout or an archive: manifests and layers byte"
                + " for byte, so that its digest stays. A layout that is there is added to; what is"
                + " there already is not copied again. Prints the digest of what was copied.")
        .footer(
            "",
            "An image that docker save or an engine gives has no manifest: one is made",
            "around its configuration, and its layers are compressed with gzip.",
            "",
            "Examples:",
            "  plinth copy docker:app:dev registry:localhost:5000/app:dev",
            "  plinth copy --all debian:12 registry:registry.example/mirror/debian:12",
            "  plinth copy --all oci-archive:app.tar oci-dir:out:1.0");
    spec.addPositional(parameter(0, "FROM", "What to copy: a target as scan takes it."));
    spec.addPositional(
        parameter(
            1,
            "TO",
            "Where to: registry:NAME[:TAG], oci-dir:PATH[:TAG], or oci-archive:FILE[:TAG], which is"
                + " replaced."));
    spec.addOption(ImageArguments.platformOption());
    spec.addOption(
        CommandLines.flag(
            "Every platform of an index, attestations and all else it lists.", "-a", "--all"));
    spec.addOption(CommandLines.flag("No progress and no notes.", "-q", "--quiet"));
    RegistryArguments.addTo(spec);
    return spec;
  }

  private static PositionalParamSpec parameter(int index, String label, String description) {
    return PositionalParamSpec.builder()
        .index(String.valueOf(index))
        .arity("1")
        .required(true)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    boolean all = arguments.hasMatchedOption("--all");
    boolean quiet = arguments.hasMatchedOption("--quiet");
    if (all && arguments.hasMatchedOption("--platform")) {
      throw ImageArguments.usage(arguments, "--all and --platform exclude each other");
    }
    Destination to = Destination.parse(arguments.matchedPositionalValue(1, ""));
    Target from = Target.parse(arguments.matchedPositionalValue(0, ""));
    ImageOptions.Progress progress = ProgressLine.of(console, quiet);
    ImageCopy.Result result;
    try {
      result =
          ImageCopy.run(
              from, to, ImageArguments.options(arguments, console, progress), all, console.in());
    } finally {
      ProgressLine.finish(progress);
    }
    if (!quiet) {
      say(result, console);
    }
    console.out().println(result.root().digest());
    return Main.PASSED;
  }

  private static void say(ImageCopy.Result result, Console console) {
    if (!result.platformNote().isEmpty()) {
      console.err().println("plinth: " + SafeText.of(result.platformNote()));
    }
    StringBuilder text = new StringBuilder("plinth: copied ");
    text.append(counted(result.manifests(), "manifest")).append(" and ");
    text.append(counted(result.copied(), "blob"));
    text.append(" (").append(ByteSize.of(result.bytes())).append(')');
    if (result.mounted() > 0) {
      text.append("; ").append(counted(result.mounted(), "blob")).append(" taken over");
    }
    if (result.there() > 0) {
      text.append("; ").append(counted(result.there(), "blob")).append(" there already");
    }
    console.err().println(text);
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
