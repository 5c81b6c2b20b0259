package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Labels that the settings ask for: {@code labels: [name, …]}. */
@RuleInfo(
    id = "required-labels",
    level = Level.INFO,
    title = "Label that every image is to have is missing",
    category = Category.LABELS,
    aliases = {"hadolint:DL3049"},
    standard = false)
public final class RequiredLabels implements Rule {
  private static final List<String> USUAL =
      List.of("org.opencontainers.image.source", "org.opencontainers.image.revision");

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Stage last = facts.build().last();
    if (last == null) {
      return;
    }
    List<String> wanted =
        facts.settings().given("required-labels", "labels")
            ? facts.settings().list("required-labels", "labels")
            : USUAL;
    Set<String> there = new HashSet<>();
    for (Labels.Label label : Labels.shipped(facts)) {
      there.add(label.name());
    }
    for (String name : wanted) {
      if (!there.contains(name)) {
        report
            .at(last.base().span(), name, "the image gets no label " + name)
            .advise("add LABEL " + name + "=… to the last stage");
      }
    }
  }
}
