package dev.plinth.bases;

import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlProblem;
import dev.plinth.policy.yaml.YamlReader;

/** A policy file, of which each reader here takes its own section. */
public final class PolicyYaml {
  private PolicyYaml() {}

  /**
   * The sections of a policy file.
   *
   * @throws PlinthException {@code PLINTH-POLICY-FILE} where it is no YAML, which is no section's
   *     fault
   */
  public static YamlFields of(String label, byte[] bytes) {
    try {
      return YamlFields.of(YamlReader.read(bytes), "a policy file");
    } catch (YamlProblem e) {
      throw BasesErrors.settings("", label, e);
    }
  }
}
