package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A label's name that breaks Docker's guidelines for names. */
@RuleInfo(
    id = "label-key",
    level = Level.STYLE,
    title = "Label named against the guidelines",
    category = Category.LABELS,
    aliases = {"hadolint:DL3048"})
public final class LabelKey implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Labels.Label label : Labels.of(facts)) {
      String wrong = wrong(label.name());
      if (wrong != null) {
        report
            .at(label.pair().name().span(), label.name(), "the label " + label.name() + " " + wrong)
            .advise("name it in lower case, by a domain you own reversed: com.example.team");
      }
    }
  }

  /** What is wrong with the name; null where nothing is. */
  private static @Nullable String wrong(String name) {
    if (name.startsWith("com.docker.")
        || name.startsWith("io.docker.")
        || name.startsWith("org.dockerproject.")) {
      return "is in a namespace that Docker keeps for itself";
    }
    char last = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean mark = c == '.' || c == '-' || c == '/' || c == '_';
      if (!letter && !mark && !(c >= '0' && c <= '9')) {
        return c >= 'A' && c <= 'Z'
            ? "has capital letters"
            : "has other signs than letters," + " digits, dots and hyphens";
      }
      if (i == 0 && !letter) {
        return "does not begin with a letter";
      }
      if ((c == '.' || c == '-') && c == last) {
        return "has two " + (c == '.' ? "dots" : "hyphens") + " in a row";
      }
      last = c;
    }
    return last == '.' || last == '-' || last == '/' || last == '_'
        ? "does not end with a letter or a digit"
        : null;
  }
}
