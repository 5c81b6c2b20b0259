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
    aliases = {"shellcheck:SC2082", "shellcheck:SC2296", "shellcheck:SC2298", "shellcheck:SC2301"})
public final class BadSubstitution implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (!(each.part() instanceof Parameter parameter)) {
        continue;
      }
      // What follows the name without an operator is none of the shell's.
      boolean stray = parameter.operator().isEmpty() && parameter.argument() != null;
      if (parameter.name().isEmpty() || stray) {
        report
            .at(
                each.span(),
                "substitution",
                "the shell refuses this: there is no variable's name in it")
            .advise("write the name alone in the braces, or quote the dollar sign");
      }
    }
  }
}
