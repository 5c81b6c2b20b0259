package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;

/** {@code echo -e} under {@code sh}: dash prints the flag. */
@RuleInfo(
    id = "echo-flags",
    level = Level.WARNING,
    title = "Flags of echo that sh may print",
    category = Category.SHELL,
    aliases = {"shellcheck:SC3036", "shellcheck:SC3037"})
public final class EchoFlags implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("echo")) {
      Simple simple = ShellCode.simple(each.command(), "echo");
      if (simple == null || simple.words().size() < 2 || each.run().shell() != Shell.POSIX) {
        continue;
      }
      ShellWord first = simple.words().get(1);
      String flag = first.value();
      if (flag == null || !flag.matches("-[neE]{1,6}") || simple.words().size() < 2) {
        continue;
      }
      ShOfImage shell = ShOfImage.of(facts, each.run());
      boolean printed = flag.indexOf('e') >= 0 || flag.indexOf('E') >= 0;
      Reporter.Hit hit =
          report.at(
              each.run().script().span(first),
              "echo " + flag,
              printed
                  ? "where sh is dash, echo prints " + flag + " as text"
                  : "not every sh knows echo " + flag);
      switch (shell) {
        case DASH -> {
          if (printed) {
            hit.because("the base image's sh is dash");
          } else {
            hit.level(Level.STYLE).because("the base image's sh is dash, which knows it");
          }
        }
        case ASH, BASH -> hit.level(Level.STYLE).because("the base image's sh knows it");
        case UNKNOWN -> hit.level(printed ? Level.INFO : Level.STYLE);
      }
      hit.advise("write printf, whose format says what is meant");
    }
  }
}
