package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** An assignment that nothing reads and nothing exports. */
@RuleInfo(
    id = "unused-variable",
    level = Level.WARNING,
    title = "Variable set and never used",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2034"})
public final class UnusedVariable implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (RunVariables.Idle each : RunVariables.of(facts).idle()) {
      report
          .at(
              each.span(),
              each.name(),
              "nothing reads " + each.name() + " here, and without export no program sees it")
          .advise("write it before the command that needs it without && between, or export it");
    }
  }
}
