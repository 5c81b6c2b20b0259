package dev.plinth.cli;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.facts.FactsCache;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.registry.RegistryOptions;
import dev.plinth.oci.source.ImageOptions;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The parameter and options of every verb that reads an image. */
final class ImageArguments {
  private ImageArguments() {}

  static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("TARGET")
            .description(
                "A path, recognised by its content: an archive, a layout, a root file system, a"
                    + " source tree with lock files or an SBOM; or the name of an image in a"
                    + " running engine or a registry. A prefix says what it is: docker:, podman:,"
                    + " registry:, docker-archive:, oci-dir:, oci-archive:, dir:, src:, sbom:. What follows a"
                    + " path, :TAG or @DIGEST, chooses one of several"
                    + " images. A - reads an archive from standard input.")
            .build());
    addOptions(spec);
  }

  /** The options alone, for verbs that take several targets. */
  static void addOptions(CommandSpec spec) {
    spec.addOption(platformOption());
    spec.addOption(
        CommandLines.choice(
            "stored|full",
            List.of("stored", "full"),
            "Which digests are checked: of the bytes as stored (default), or of the unpacked bytes"
                + " too.",
            "--verify"));
    spec.addOption(
        CommandLines.flag("Read every layer anew, and keep nothing of it.", "--no-cache"));
    spec.addOption(CommandLines.flag("No progress and no notes.", "-q", "--quiet"));
    RegistryArguments.addTo(spec);
  }

  /** The option that chooses one image of several. */
  static OptionSpec platformOption() {
    return CommandLines.option(
        "OS/ARCH[/VARIANT]",
        "Which platform of an index; by default the host's, or another where there is none.",
        "--platform");
  }

  static String target(ParseResult arguments) {
    return arguments.matchedPositionalValue(0, "");
  }

  static ImageOptions options(
      ParseResult arguments, Console console, ImageOptions.Progress progress) {
    return options(
        arguments, console, progress, () -> RegistryArguments.options(arguments, console));
  }

  /**
   * The same for verbs that read several images: how registries are reached is asked for each time,
   * and a password can be read once only.
   */
  static ImageOptions options(
      ParseResult arguments,
      Console console,
      ImageOptions.Progress progress,
      Supplier<RegistryOptions> registries) {
    return new ImageOptions(
        platform(arguments),
        verifyDiffIds(arguments),
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        Limits.defaults(),
        progress,
        console.environment(),
        registries);
  }

  /** For verbs that read an image's documents alone. */
  static ImageOptions documentOptions(ParseResult arguments, Console console) {
    return new ImageOptions(
        platform(arguments),
        false,
        1,
        Limits.defaults(),
        ImageOptions.Progress.SILENT,
        console.environment(),
        () -> RegistryArguments.options(arguments, console));
  }

  /** Null when nothing is to be kept. */
  static @Nullable FactsCache cache(ParseResult arguments, Console console) {
    return arguments.hasMatchedOption("--no-cache")
        ? null
        : FactsCache.open(Folders.cache(console.environment()), FactsCache.DEFAULT_BYTES);
  }

  /** Says once why nothing was kept, where that is so: the next scan will be as slow. */
  static void sayCacheNote(@Nullable FactsCache cache, ParseResult arguments, Console console) {
    if (cache != null && !cache.note().isEmpty() && !arguments.hasMatchedOption("--quiet")) {
      console.out().flush();
      console.err().println("plinth: " + cache.note());
    }
  }

  private static boolean verifyDiffIds(ParseResult arguments) {
    String level = arguments.matchedOptionValue("--verify", "stored");
    return switch (level) {
      case "stored" -> false;
      case "full" -> true;
      default -> throw usage(arguments, "--verify takes stored or full, not \"" + level + "\"");
    };
  }

  static @Nullable Platform platform(ParseResult arguments) {
    String text = arguments.matchedOptionValue("--platform", "");
    if (text.isEmpty()) {
      return null;
    }
    return platform(text, arguments);
  }

  /** A value of {@code --platform}. */
  static Platform platform(String text, ParseResult arguments) {
    try {
      return Platform.parse(text);
    } catch (PlinthException e) {
      throw usage(
          arguments,
          "--platform takes OS/ARCH[/VARIANT], such as linux/arm64, not \""
              + SafeText.of(text)
              + "\"");
    }
  }

  static ParameterException usage(ParseResult arguments, String message) {
    return new ParameterException(arguments.commandSpec().commandLine(), message);
  }
}
