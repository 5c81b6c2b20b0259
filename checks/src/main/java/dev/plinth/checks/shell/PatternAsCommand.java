package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/**
 * A command's name with a pattern: whichever file comes first is run, the others are its arguments.
 */
@RuleInfo(
    id = "pattern-as-command",
    level = Level.INFO,
    title = "Pattern of file names run as a command",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2211"})
public final class PatternAsCommand implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Use each : ShellCode.of(facts).words) {
      if (each.at() == 0 && each.of() != null && ShellCode.globs(each.word()) && !test(each)) {
        String text = each.run().script().text().text(each.word().from(), each.word().to());
        report
            .at(
                each.span(),
                text,
                "the first file that matches is run, and any others are its arguments")
            .advise("name the file");
      }
    }
  }

  private static boolean test(ShellCode.Use use) {
    return use.word().pattern().startsWith("[");
  }
}
