package dev.plinth.checks.settings;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.checks.settings.LintSettings.ForPaths;
import dev.plinth.findings.Level;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import dev.plinth.policy.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the section {@code lint} of {@code .plinth.yaml} and of the organisation's policy:
 *
 * <pre>
 * lint:
 *   fail-on: warning          # error, warning, info or style
 *   strict: true              # silencing needs a reason, and info counts
 *   silencing: false          # comments set nothing aside
 *   ignore: [vendor/]         # paths, as a .gitignore has them
 *   rules:
 *     floating-tag: off       # off, on, style, info, warning, error
 *     DL3008: info            # other tools' names serve
 *     approved-images:        # a rule with arguments
 *       level: error
 *       registries: [registry.example.org]
 *   paths:
 *     test/: {no-user: off}
 * </pre>
 *
 * What the organisation's policy says of a rule, nobody else may change.
 */
public final class LintSettingsReader {
  private LintSettingsReader() {}

  /**
   * A project's file.
   *
   * @throws PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static LintSettings project(String label, byte[] bytes) {
    return read(label, bytes, false);
  }

  /**
   * The organisation's policy.
   *
   * @throws PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static LintSettings organisation(String label, byte[] bytes) {
    return read(label, bytes, true);
  }

  private static LintSettings read(String label, byte[] bytes, boolean fixed) {
    try {
      YamlFields root = YamlFields.of(YamlReader.read(bytes), "a policy file");
      return section(root.fields("lint", "the settings of lint"), fixed);
    } catch (YamlProblem e) {
      throw SettingsErrors.file(label, e);
    }
  }

  private static LintSettings section(YamlFields lint, boolean fixed) {
    lint.only("fail-on", "strict", "silencing", "ignore", "rules", "paths");
    Map<String, Choice> levels = new HashMap<>();
    Map<String, Map<String, List<String>>> arguments = new HashMap<>();
    YamlFields rules = lint.fields("rules", "rules by name");
    for (String name : rules.names()) {
      YamlNode node = rules.node(name);
      if (node instanceof YamlNode.Mapping) {
        argumentsOf(name, rules, levels, arguments);
      } else {
        choose(levels, name, rules);
      }
    }
    List<ForPaths> paths = new ArrayList<>();
    YamlFields some = lint.fields("paths", "rules by path");
    for (String pattern : some.names()) {
      Map<String, Choice> here = new HashMap<>();
      YamlFields chosen = some.fields(pattern, "rules by name");
      for (String name : chosen.names()) {
        choose(here, name, chosen);
      }
      paths.add(new ForPaths(pattern, here));
    }
    Set<String> bound = fixed ? Set.copyOf(levels.keySet()) : Set.of();
    if (fixed) {
      bound = new java.util.HashSet<>(bound);
      bound.addAll(arguments.keySet());
    }
    return new LintSettings(
        levels,
        new RuleSettings(arguments),
        lint.texts("ignore"),
        paths,
        lint.flag("strict"),
        level(lint),
        lint.flag("silencing"),
        bound);
  }

  private static @Nullable Level level(YamlFields lint) {
    String word = lint.text("fail-on").toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return null;
    }
    for (Level level : Level.values()) {
      if (level.word().equals(word)) {
        return level;
      }
    }
    throw new YamlProblem(
        lint.line("fail-on"), "`fail-on` is no level", "use error, warning, info or style");
  }

  private static void argumentsOf(
      String name,
      YamlFields rules,
      Map<String, Choice> levels,
      Map<String, Map<String, List<String>>> arguments) {
    YamlFields fields = rules.fields(name, "a rule's settings");
    Map<String, List<String>> given = new HashMap<>();
    Choice choice = Choice.ON;
    for (String field : fields.names()) {
      if (field.equals("level")) {
        choice = choice(fields, field);
      } else {
        given.put(field, List.copyOf(fields.texts(field)));
      }
    }
    for (String id : ids(name, rules.line(name))) {
      levels.put(id, choice);
      arguments.put(id, Map.copyOf(given));
    }
  }

  private static void choose(Map<String, Choice> levels, String name, YamlFields fields) {
    Choice choice = choice(fields, name);
    for (String id : ids(name, fields.line(name))) {
      levels.put(id, choice);
    }
  }

  private static Choice choice(YamlFields fields, String name) {
    Choice choice = Choice.of(fields.text(name).toLowerCase(Locale.ROOT));
    if (choice == null) {
      throw new YamlProblem(
          fields.line(name),
          "`" + name + "` is none of off, on, style, info, warning, error",
          "use one of these words");
    }
    return choice;
  }

  private static List<String> ids(String name, int line) {
    List<Rule> rules = RuleNames.named(name);
    if (rules.isEmpty()) {
      throw new YamlProblem(
          line, "there is no rule `" + name + "`", "see plinth lint --list-rules");
    }
    return rules.stream().map(RuleNames::id).toList();
  }
}
