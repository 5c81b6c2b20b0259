package dev.plinth.policy.yaml;

import java.util.List;
import java.util.Map;

/** A value of a YAML document, with the line (from 1) on which it begins. */
public sealed interface YamlNode {
  /** Counted from 1. */
  int line();

  /**
   * A text as it stands there; nothing is a number or a date yet.
   *
   * @param plain whether it was written without quotes
   */
  record Scalar(String text, boolean plain, int line) implements YamlNode {
    /** True for nothing, {@code ~} and {@code null}. */
    public boolean absent() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** Values by name, in the order of the text. */
  record Mapping(Map<String, Member> members, int line) implements YamlNode {}

  /** Values one after another. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {}

  /**
   * @param line of the name
   */
  record Member(YamlNode value, int line) {}
}
