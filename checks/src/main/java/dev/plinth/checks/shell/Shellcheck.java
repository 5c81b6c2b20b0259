package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/**
 * What findings of the installed ShellCheck are filed under where no rule of ours has their number
 * among its names. It reports nothing by itself: whoever runs the program does.
 */
@RuleInfo(
    id = "shellcheck",
    level = Level.WARNING,
    title = "Reported by the installed ShellCheck",
    category = Category.SHELL,
    standard = false)
public final class Shellcheck implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    // the program reports
  }
}
