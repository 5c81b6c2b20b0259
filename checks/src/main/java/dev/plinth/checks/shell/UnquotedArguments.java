package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;

/** {@code $@} and {@code $*} without quotes: each argument falls apart once more. */
@RuleInfo(
    id = "unquoted-arguments",
    level = Level.WARNING,
    title = "All arguments put in without quotes",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2048", "shellcheck:SC2068"})
public final class UnquotedArguments implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (each.part() instanceof Parameter parameter
          && each.split()
          && (parameter.name().equals("@")
              || parameter.name().equals("*")
              || parameter.name().endsWith("[@]")
              || parameter.name().endsWith("[*]"))
          && !parameter.operator().equals("length")) {
        Reporter.Hit hit =
            report.at(
                each.span(),
                "$" + parameter.name(),
                "$" + parameter.name() + " without quotes cuts each argument at blanks");
        if (parameter.name().equals("@")) {
          each.quote(hit, Safety.REVIEW);
        } else {
          hit.advise("write \"$@\", which keeps each argument as it is");
        }
      }
    }
  }
}
