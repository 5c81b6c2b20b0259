package dev.plinth.checks.settings;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.settings.LintSettings.Choice;
import dev.plinth.findings.Level;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import dev.plinth.policy.yaml.YamlReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .hadolint.yaml}: {@code ignored}, {@code override}, {@code trustedRegistries},
 * {@code failure-threshold}, {@code no-fail} and {@code disable-ignore-pragma} mean what they mean
 * there; {@code label-schema} and {@code strict-labels} go to the rule about required labels; what
 * only says how hadolint prints is passed over. Names of rules that nobody here has are passed over
 * too: hadolint knows rules of ShellCheck that we report under no name.
 */
public final class HadolintConfig {
  /** Names that hadolint looks for, in its order. */
  public static final List<String> NAMES = List.of(".hadolint.yaml", ".hadolint.yml");

  private HadolintConfig() {}

  /**
   * Reads it.
   *
   * @throws PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static LintSettings read(String label, byte[] bytes) {
    try {
      YamlFields root = YamlFields.of(YamlReader.read(bytes), "hadolint's settings");
      Map<String, Choice> levels = new HashMap<>();
      Map<String, Map<String, List<String>>> arguments = new HashMap<>();
      YamlFields override = root.fields("override", "levels with rules");
      for (Level level : Level.values()) {
        Choice choice = Choice.of(level.word());
        for (String name : override.texts(level.word())) {
          put(levels, name, choice);
        }
      }
      for (String name : root.texts("ignored")) {
        put(levels, name, Choice.OFF);
      }
      List<String> registries = root.texts("trustedRegistries");
      if (!registries.isEmpty()) {
        for (Rule rule : RuleNames.named("hadolint:DL3026")) {
          levels.putIfAbsent(RuleNames.id(rule), Choice.ON);
          arguments.put(RuleNames.id(rule), Map.of("registries", registries));
        }
      }
      labels(root, levels, arguments);
      return new LintSettings(
          levels,
          new RuleSettings(arguments),
          List.of(),
          List.of(),
          null,
          threshold(root),
          Boolean.TRUE.equals(root.flag("disable-ignore-pragma")) ? Boolean.FALSE : null,
          Set.of());
    } catch (YamlProblem e) {
      throw SettingsErrors.file(label, e);
    }
  }

  private static void labels(
      YamlFields root,
      Map<String, Choice> levels,
      Map<String, Map<String, List<String>>> arguments) {
    if (!(root.node("label-schema") instanceof YamlNode.Mapping)) {
      return;
    }
    YamlFields schema = root.fields("label-schema", "labels with their kinds");
    Rule required = RuleNames.byId("required-labels");
    if (required != null && !schema.names().isEmpty()) {
      levels.putIfAbsent("required-labels", Choice.ON);
      arguments.put("required-labels", Map.of("labels", List.copyOf(schema.names())));
    }
  }

  private static void put(Map<String, Choice> levels, String name, @Nullable Choice choice) {
    if (choice != null) {
      for (Rule rule : RuleNames.named(name)) {
        levels.put(RuleNames.id(rule), choice);
      }
    }
  }

  private static @Nullable Level threshold(YamlFields root) {
    String word = root.text("failure-threshold").toLowerCase(Locale.ROOT);
    for (Level level : Level.values()) {
      if (level.word().equals(word)) {
        return level;
      }
    }
    return null;
  }
}
