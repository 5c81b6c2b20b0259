package dev.plinth.cli;

import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.bases.settings.BaseSettingsReader;
import dev.plinth.checks.image.ApprovedImages;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What is settled about bases: in the project's {@code .plinth.yaml}, and in the organisation's
 * policy, which alone approves where it is given.
 *
 * @param settings own bases and mirrors
 * @param approves which images are approved, by name; null where nobody says
 */
record BaseArguments(BaseSettings settings, @Nullable Predicate<String> approves) {
  private static final String RULE = "approved-images";

  static void addTo(CommandSpec spec) {
    spec.addOption(
        CommandLines.option(
            "FILE",
            "The project's settings; " + PolicyArguments.PROJECT + " in its folder by default.",
            "--config"));
    spec.addOption(CommandLines.flag("Read no such file.", "--no-config"));
    spec.addOption(
        CommandLines.option(
            "FILE|URL",
            "The organisation's policy, which alone approves bases. $$"
                + PolicyArguments.POLICY
                + " by default.",
            "--policy"));
  }

  /** By the options, and the files of a project's folder. */
  static BaseArguments of(ParseResult arguments, Path folder, Console console) {
    String config = arguments.matchedOptionValue("--config", "");
    boolean none = arguments.hasMatchedOption("--no-config");
    if (none && !config.isEmpty()) {
      throw ImageArguments.usage(arguments, "--config and --no-config exclude each other");
    }
    BaseSettings project = BaseSettings.NONE;
    Predicate<String> approves = null;
    Path file =
        config.isEmpty()
            ? folder.resolve(PolicyArguments.PROJECT)
            : console.folder().resolve(Path.of(config));
    if (!config.isEmpty() || (!none && Files.exists(file))) {
      String label = config.isEmpty() ? PolicyArguments.PROJECT : config;
      byte[] bytes = PolicyArguments.bytes(file);
      project = BaseSettingsReader.read(label, bytes);
      approves = approves(LintSettingsReader.project(label, bytes));
    }
    String policy = PolicyArguments.policy(arguments, console);
    if (policy.isEmpty()) {
      return new BaseArguments(project, approves);
    }
    byte[] bytes = PolicyArguments.policyBytes(policy, arguments, console);
    BaseSettings organisation = BaseSettingsReader.read(policy, bytes);
    return new BaseArguments(
        organisation.over(project.withoutApproval()),
        approves(LintSettingsReader.organisation(policy, bytes)));
  }

  private static @Nullable Predicate<String> approves(LintSettings settings) {
    boolean some =
        settings.arguments().given(RULE, "registries")
            || settings.arguments().given(RULE, "images");
    if (!some) {
      return null;
    }
    List<String> registries = settings.arguments().list(RULE, "registries");
    List<String> images = settings.arguments().list(RULE, "images");
    return name -> ApprovedImages.approves(name, registries, images);
  }
}
