package dev.plinth.checks.rule;

import java.util.List;
import java.util.Map;

/**
 * Arguments that settings files give to rules: by rule ID, then by the argument's name.
 *
 * @param values each argument's values; a single one is a list of one
 */
public record RuleSettings(Map<String, Map<String, List<String>>> values) {
  /** None. */
  public static final RuleSettings NONE = new RuleSettings(Map.of());

  /** Keeps its own copy. */
  public RuleSettings {
    values = Map.copyOf(values);
  }

  /** All values of an argument; none where it was not given. */
  public List<String> list(String rule, String name) {
    return values.getOrDefault(rule, Map.of()).getOrDefault(name, List.of());
  }

  /** True where the argument was given at all. */
  public boolean given(String rule, String name) {
    return values.getOrDefault(rule, Map.of()).containsKey(name);
  }
}
