package dev.plinth.cli;

import dev.plinth.bases.approved.Approvals;
import dev.plinth.bases.lines.InstructionLines;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.BuildOptions;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.oci.source.Image;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What somebody says of how an image came about.
 *
 * @param base the target that is its base; empty when nobody says
 * @param learn whether the index of known bases is to learn what is scanned
 * @param now the time by which it learns, in seconds since 1970
 * @param dockerfile the Dockerfile that built it, null when nobody says
 * @param approvals which bases are approved
 */
record Ground(
    String base, boolean learn, long now, @Nullable Recipe dockerfile, Approvals approvals) {

  /**
   * A Dockerfile, read.
   *
   * @param file as given
   * @param stage what was built of it; empty for the last
   * @param arguments what was given to the build
   */
  record Recipe(String file, SourceText text, String stage, Map<String, String> arguments) {
    /** Which lines made that image. */
    InstructionLines lines(Image image) {
      BuildOptions options =
          new BuildOptions(arguments, image.platform().toString(), null, Map.of());
      Build build = Build.of(DockerfileParser.parse(text), options);
      return InstructionLines.of(image, build, target(build));
    }

    private Stage target(Build build) {
      Stage last = build.last();
      if (last == null) {
        throw CliErrors.noStage(file, "it has no FROM");
      }
      if (stage.isEmpty()) {
        return last;
      }
      String wanted = SourceText.raw(stage.toLowerCase(Locale.ROOT));
      for (Stage each : build.stages()) {
        if (each.name().equals(wanted) || Integer.toString(each.index()).equals(wanted)) {
          return each;
        }
      }
      throw CliErrors.noStage(file, "it has no stage " + stage);
    }
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        CommandLines.option(
            "TARGET",
            "The image that the FROM names: what its layers brought is the base's, the rest ours.",
            "--base"));
    spec.addOption(
        CommandLines.option(
            "FILE",
            "The Dockerfile that built the image: findings then name the line that brought them.",
            "--dockerfile"));
    spec.addOption(
        CommandLines.option(
            "STAGE", "Which of its stages was built; the last by default.", "--target"));
    spec.addOption(
        CommandLines.repeated(
            "NAME=VALUE", List.of(), "What was given to that build.", "--build-arg"));
    spec.addOption(
        CommandLines.flag(
            "Add this image to the index of known bases, to find it beneath others.", "--learn"));
  }

  static Ground of(ParseResult arguments, Console console) {
    return new Ground(
        arguments.matchedOptionValue("--base", ""),
        arguments.hasMatchedOption("--learn"),
        StoreAge.now(console.environment()).getEpochSecond(),
        recipe(arguments, console),
        approvals(arguments, console));
  }

  /** What the organisation's policy approves, else what the project's does. */
  private static Approvals approvals(ParseResult arguments, Console console) {
    String policy = PolicyArguments.policy(arguments, console);
    Approvals own = Approvals.NONE;
    String config = arguments.matchedOptionValue("--config", "");
    Path file =
        config.isEmpty()
            ? console.folder().resolve(PolicyArguments.PROJECT)
            : console.folder().resolve(Path.of(config));
    if (!arguments.hasMatchedOption("--no-config") && file.toFile().exists()) {
      own = approvals(file.toString(), PolicyArguments.bytes(file));
    }
    return policy.isEmpty()
        ? own
        : approvals(policy, PolicyArguments.policyBytes(policy, arguments, console)).over(own);
  }

  /** Files without that section are not read as YAML: most scans have no use for it. */
  private static Approvals approvals(String label, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains("approved:") ? Approvals.read(label, bytes) : Approvals.NONE;
  }

  private static @Nullable Recipe recipe(ParseResult arguments, Console console) {
    String file = arguments.matchedOptionValue("--dockerfile", "");
    String stage = arguments.matchedOptionValue("--target", "");
    List<String> given = arguments.matchedOptionValue("--build-arg", List.<String>of());
    if (file.isEmpty()) {
      if (!stage.isEmpty() || !given.isEmpty()) {
        throw ImageArguments.usage(
            arguments, "--target and --build-arg are of a Dockerfile: name it by --dockerfile");
      }
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (String argument : given) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      String value =
          equals < 0
              ? console.environment().getOrDefault(name, "")
              : argument.substring(equals + 1);
      values.put(name, value);
    }
    return new Recipe(file, DockerfileInput.read(file, console), stage, values);
  }
}
