package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Level;

/** {@code a=($x)} and {@code a=($(command))}: split at blanks, read as patterns. */
@RuleInfo(
    id = "array-words",
    level = Level.INFO,
    title = "Array filled with what the shell cuts apart",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2206", "shellcheck:SC2207"})
public final class ArrayWords implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (each.use().role() == ShellCode.Role.ELEMENT
          && !each.quoted()
          && (each.part() instanceof WordPart.Substitution
              || each.part() instanceof WordPart.Parameter)) {
        report
            .at(each.span(), "array", "the elements are cut at blanks and read as patterns")
            .advise("quote it, or read lines by mapfile -t");
      }
    }
  }
}
