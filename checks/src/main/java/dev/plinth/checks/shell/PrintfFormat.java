package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;

/** {@code printf "$x"}: a percent sign in the value is read as a format. */
@RuleInfo(
    id = "printf-format",
    level = Level.INFO,
    title = "Variable as the format of printf",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2059"})
public final class PrintfFormat implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("printf")) {
      Simple simple = ShellCode.simple(each.command(), "printf");
      if (simple == null || simple.words().size() < 2 || simple.words().get(1).startsWith("-")) {
        continue;
      }
      ShellWord format = simple.words().get(1);
      if (format.pattern().indexOf('\0') >= 0) {
        report
            .at(
                each.run().script().span(format),
                "printf",
                "a percent sign or a backslash in the value changes what is printed")
            .advise("write printf '%s' and the value behind it");
      }
    }
  }
}
