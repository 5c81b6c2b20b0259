package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;
import java.util.List;

/**
 * Labels beyond those that the settings name: {@code labels: [name, …]}, by default those of the
 * image specification.
 */
@RuleInfo(
    id = "superfluous-label",
    level = Level.INFO,
    title = "Label that nobody asked for",
    category = Category.LABELS,
    aliases = {"hadolint:DL3050"},
    standard = false)
public final class SuperfluousLabel implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    List<String> allowed = facts.settings().list("superfluous-label", "labels");
    for (Labels.Label label : Labels.of(facts)) {
      if (!allowed.contains(label.name())
          && !(allowed.isEmpty() && OciLabels.defined(label.name()))) {
        report
            .at(
                label.pair().name().span(),
                label.name(),
                "the label " + label.name() + " is not among those that images are to have")
            .advise("remove it, or name it in the settings of this rule");
      }
    }
  }
}
