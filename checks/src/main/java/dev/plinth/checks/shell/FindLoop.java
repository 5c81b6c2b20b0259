package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.WordPart.Substitution;
import dev.plinth.findings.Level;

/** {@code for x in $(find …)}: names with blanks fall apart. */
@RuleInfo(
    id = "find-loop",
    level = Level.WARNING,
    title = "Loop over what find prints",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2044"})
public final class FindLoop implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (each.use().role() == ShellCode.Role.LOOP
          && !each.quoted()
          && each.part() instanceof Substitution substitution) {
        Simple simple = UnquotedSubstitution.only(substitution);
        if (simple != null && "find".equals(simple.name())) {
          report
              .at(each.span(), "find", "files whose names have blanks or signs fall apart here")
              .advise(
                  "let find run the command by -exec … {} +, or read its lines in a while loop");
        }
      }
    }
  }
}
