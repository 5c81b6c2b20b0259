package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Level;

/** {@code [ $? -eq 0 ]} after a command, which the condition could run itself. */
@RuleInfo(
    id = "exit-status-test",
    level = Level.STYLE,
    title = "Exit status tested by its number",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2181"})
public final class ExitStatusTest implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("[", "test")) {
      if (each.command() instanceof Simple simple
          && ("[".equals(simple.name()) || "test".equals(simple.name()))) {
        for (ShellWord word : simple.arguments()) {
          if (word.parts().size() == 1
              && word.parts().getFirst() instanceof WordPart.Parameter parameter
              && parameter.name().equals("?")) {
            report
                .at(each.run().script().span(word), "$?", "the command itself can be the condition")
                .advise("write if command; then");
          }
        }
      }
    }
  }
}
