package dev.plinth.policy.foreign;

import dev.plinth.policy.Notice;
import dev.plinth.policy.exceptions.Glob;
import dev.plinth.policy.yaml.YamlProblem;
import org.jspecify.annotations.Nullable;

/** What cannot be honoured exactly is refused with a notice, never widened. */
final class Refusals {
  private Refusals() {}

  static Notice refused(String what, @Nullable String why, String place) {
    return new Notice(
        true,
        "ignore-refused",
        "the entry for " + what + " has no effect: " + (why == null ? "it cannot be read" : why),
        place);
  }

  /** A pattern of Go's doublestar library, as far as it means the same here. */
  static Glob glob(String pattern, int line) {
    for (char special : new char[] {'[', '{', '\\', '!'}) {
      if (pattern.indexOf(special) >= 0) {
        throw new YamlProblem(line, "its pattern has a `" + special + "`, which is not read", "");
      }
    }
    if (pattern.contains("**") && !pattern.matches("(.*/)?\\*\\*(/.*)?")) {
      throw new YamlProblem(line, "its pattern has `**` within a name", "");
    }
    try {
      return Glob.of(pattern.startsWith("/") ? pattern.substring(1) : pattern);
    } catch (IllegalArgumentException e) {
      throw new YamlProblem(line, "its pattern is too long", "");
    }
  }
}
