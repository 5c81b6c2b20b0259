package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import dev.plinth.findings.Level;

/** {@code ${…}} without a variable's name in it, which the shell refuses when it comes to it. */
@RuleInfo(
    id = "bad-substitution",
    level = Level.ERROR,
    title = "Braces behind a dollar sign without a name",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2296", "shellcheck:SC2298", "shellcheck:SC2301"})
public final class BadSubstitution implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (each.part() instanceof Parameter parameter && parameter.name().isEmpty()) {
        report
            .at(
                each.span(),
                "substitution",
                "The shell refuses this: there is no variable's name in it")
            .advise("write the name, or quote the dollar sign");
      }
    }
  }
}
