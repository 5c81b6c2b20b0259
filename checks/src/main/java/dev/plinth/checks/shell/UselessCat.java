package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.findings.Level;

/** {@code cat file | program}: the program can read the file itself. */
@RuleInfo(
    id = "useless-cat",
    level = Level.STYLE,
    title = "One file through cat",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2002"})
public final class UselessCat implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Joined each : ShellCode.of(facts).pipelines) {
      if (each.pipeline().commands().size() < 2) {
        continue;
      }
      Simple cat = ShellCode.simple(each.pipeline().commands().getFirst(), "cat");
      if (cat == null
          || cat.words().size() != 2
          || !cat.redirections().isEmpty()
          || cat.words().get(1).startsWith("-")
          || cat.words().get(1).pattern().contains("\0")
          || ShellCode.globs(cat.words().get(1))) {
        continue;
      }
      report
          .at(each.run().script().span(cat), "cat", "cat only hands one file on")
          .advise("give the file to the next program, or write < before its name");
    }
  }
}
