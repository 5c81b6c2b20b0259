package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;

/** {@code mkdir -p -m}: the folders in between get the usual mode. */
@RuleInfo(
    id = "mkdir-mode",
    level = Level.INFO,
    title = "Mode of mkdir for the last folder alone",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2174"})
public final class MkdirMode implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("mkdir")) {
      Simple simple = ShellCode.simple(each.command(), "mkdir");
      if (simple == null
          || !(ShellCode.hasLetter(simple, 'p') || ShellCode.has(simple, "--parents"))) {
        continue;
      }
      ShellWord mode = null;
      boolean deep = false;
      for (ShellWord word : simple.arguments()) {
        String text = word.pattern();
        if (text.startsWith("--mode") || (text.startsWith("-") && text.indexOf('m') > 0)) {
          mode = text.startsWith("--") && !text.startsWith("--mode") ? mode : word;
        } else if (!text.startsWith("-") && text.indexOf('/', 1) > 0) {
          deep = true;
        }
      }
      if (mode != null && deep) {
        report
            .at(
                each.run().script().span(mode),
                "mkdir",
                "the mode is for the last folder alone: those made on the way to it get the usual one")
            .advise("make the outer folders first where their mode matters");
      }
    }
  }
}
