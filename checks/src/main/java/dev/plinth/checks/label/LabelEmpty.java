package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** A label of the image specification without a value. */
@RuleInfo(
    id = "label-empty",
    level = Level.STYLE,
    title = "Label without a value",
    category = Category.LABELS,
    aliases = {"hadolint:DL3051"})
public final class LabelEmpty implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Labels.Label label : Labels.of(facts)) {
      String value = label.value();
      // Elsewhere an empty value is how a label of the base image is taken away.
      if (value != null
          && value.isBlank()
          && (label.name().startsWith(OciLabels.PREFIX) || asked(facts, label.name()))) {
        report
            .at(label.pair().span(), label.name(), "the label " + label.name() + " says nothing")
            .advise("give it a value, by a build argument where only the build knows it");
      }
    }
  }

  private static boolean asked(DockerfileFacts facts, String name) {
    return facts.settings().list("required-labels", "labels").contains(name);
  }
}
