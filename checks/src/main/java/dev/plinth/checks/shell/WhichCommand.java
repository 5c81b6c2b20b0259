package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;

/** {@code which} is no part of POSIX, and minimal images lack it. */
@RuleInfo(
    id = "which-command",
    level = Level.STYLE,
    title = "Program looked for by which",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2230"})
public final class WhichCommand implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("which")) {
      Simple which = ShellCode.simple(each.command(), "which");
      if (which != null && which.words().size() == 2 && !which.words().get(1).startsWith("-")) {
        Span word = each.run().script().span(which.words().getFirst());
        report
            .at(word, "which", "minimal images have no which")
            .edit(
                "write command -v",
                Safety.REVIEW,
                new TextEdit(word.start(), word.end(), "command -v"));
      }
    }
  }
}
