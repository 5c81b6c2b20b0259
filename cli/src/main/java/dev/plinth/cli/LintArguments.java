package dev.plinth.cli;

import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.bases.settings.BaseSettingsReader;
import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.settings.HadolintConfig;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.checks.settings.LintSettingsReader;
import dev.plinth.findings.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * What has a say in linting: hadolint's settings, the project's, the options, each going before the
 * one before it; and the organisation's policy, which nobody loosens.
 */
final class LintArguments {
  private LintArguments() {}

  /**
   * What was chosen.
   *
   * @param failAt the level from which on a file is not clean
   * @param bases the company's own ones, and mirrors
   */
  record Chosen(LintSettings settings, Level failAt, BaseSettings bases) {}

  /** A policy file. */
  private static final class Policy {
    private final String label;
    private final byte[] bytes;

    Policy(String label, byte[] bytes) {
      this.label = label;
      this.bytes = bytes;
    }

    BaseSettings bases() {
      return BaseSettingsReader.read(label, bytes);
    }
  }

  static Chosen settings(ParseResult arguments, Console console) {
    String config = arguments.matchedOptionValue("--config", "");
    boolean none = arguments.hasMatchedOption("--no-config");
    if (none && !config.isEmpty()) {
      throw ImageArguments.usage(arguments, "--config and --no-config exclude each other");
    }
    LintSettings project = LintSettings.NONE;
    BaseSettings bases = BaseSettings.NONE;
    if (!none) {
      Policy file = project(config, console);
      LintSettings own =
          file == null ? LintSettings.NONE : LintSettingsReader.project(file.label, file.bytes);
      project = hadolint(console).over(own);
      bases = file == null ? bases : file.bases();
    }
    LintSettings all = project.over(command(arguments));
    Level failAt = level(arguments);
    failAt = failAt == null ? all.failAt() : failAt;
    LintSettings organisation = LintSettings.NONE;
    Policy policy = organisation(arguments, console);
    if (policy != null) {
      organisation = LintSettingsReader.organisation(policy.label, policy.bytes);
      bases = policy.bases().over(bases);
    }
    all = organisation.over(all);
    if (Boolean.TRUE.equals(all.strict())) {
      failAt = failAt == null ? Level.INFO : lower(failAt, Level.INFO);
    }
    Level least = organisation.failAt();
    failAt = failAt == null ? Level.WARNING : failAt;
    return new Chosen(all, least == null ? failAt : lower(least, failAt), bases);
  }

  private static Level lower(Level one, Level other) {
    return one.atLeast(other) ? other : one;
  }

  private static LintSettings hadolint(Console console) {
    for (String name : HadolintConfig.NAMES) {
      Path file = console.folder().resolve(name);
      if (Files.isRegularFile(file)) {
        return HadolintConfig.read(name, PolicyArguments.bytes(file));
      }
    }
    return LintSettings.NONE;
  }

  private static @Nullable Policy project(String config, Console console) {
    Path file =
        config.isEmpty() ? console.folder().resolve(PolicyArguments.PROJECT) : Path.of(config);
    if (config.isEmpty() && !Files.exists(file)) {
      return null;
    }
    return new Policy(
        config.isEmpty() ? PolicyArguments.PROJECT : config, PolicyArguments.bytes(file));
  }

  private static @Nullable Policy organisation(ParseResult arguments, Console console) {
    String policy = PolicyArguments.policy(arguments, console);
    return policy.isEmpty()
        ? null
        : new Policy(policy, PolicyArguments.policyBytes(policy, arguments, console));
  }

  private static LintSettings command(ParseResult arguments) {
    Map<String, Choice> levels = new HashMap<>();
    List<String> only = arguments.matchedOptionValue("--only", List.<String>of());
    if (!only.isEmpty()) {
      Set<String> kept = new HashSet<>();
      for (String name : only) {
        kept.addAll(ids(name, arguments));
      }
      levels.putAll(LintSettings.only(kept));
    }
    for (String name : arguments.matchedOptionValue("--ignore", List.<String>of())) {
      ids(name, arguments).forEach(id -> levels.put(id, Choice.OFF));
    }
    return new LintSettings(
        levels,
        RuleSettings.NONE,
        List.of(),
        List.of(),
        arguments.hasMatchedOption("--strict") ? true : null,
        null,
        null,
        Set.of());
  }

  static List<String> ids(String name, ParseResult arguments) {
    List<Rule> rules = RuleNames.named(name);
    if (rules.isEmpty()) {
      List<String> near = Suggestions.near(name, Rules.all().stream().map(RuleNames::id).toList());
      throw ImageArguments.usage(
          arguments,
          "there is no rule \""
              + name
              + "\""
              + (near.isEmpty()
                  ? "; see --list-rules"
                  : "; did you mean " + String.join(" or ", near) + "?"));
    }
    return rules.stream().map(RuleNames::id).toList();
  }

  private static @Nullable Level level(ParseResult arguments) {
    String word = arguments.matchedOptionValue("--fail-on", "").toLowerCase(Locale.ROOT);
    for (Level level : Level.values()) {
      if (level.word().equals(word)) {
        return level;
      }
    }
    if (word.isEmpty()) {
      return null;
    }
    throw ImageArguments.usage(
        arguments, "--fail-on takes error, warning, info or style, not \"" + word + "\"");
  }
}
