package dev.plinth.checks.shellcheck;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/**
 * What findings of the installed ShellCheck are filed under where no rule of ours has their number
 * among its names. It reports nothing by itself and is in no list: {@link ShellCheckProgram} does.
 */
@RuleInfo(
    id = "shellcheck",
    level = Level.WARNING,
    title = "Reported by the installed ShellCheck",
    category = Category.SHELL,
    standard = false)
public final class Shellcheck implements Rule {
  static final Shellcheck RULE = new Shellcheck();

  private Shellcheck() {}

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    // the program reports
  }
}
