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

/** {@code egrep} and {@code fgrep}, which GNU grep warns about. */
@RuleInfo(
    id = "obsolete-grep",
    level = Level.STYLE,
    title = "Old name of grep -E or grep -F",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2196", "shellcheck:SC2197"})
public final class ObsoleteGrep implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("egrep", "fgrep")) {
      if (each.command() instanceof Simple simple
          && ("egrep".equals(simple.name()) || "fgrep".equals(simple.name()))) {
        Span word = each.run().script().span(simple.words().getFirst());
        String instead = "egrep".equals(simple.name()) ? "grep -E" : "grep -F";
        report
            .at(
                word,
                String.valueOf(simple.name()),
                simple.name() + " is an old name of " + instead)
            .edit("write " + instead, Safety.SAFE, new TextEdit(word.start(), word.end(), instead));
      }
    }
  }
}
