package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;

/** {@code [ a -a b ]}, which POSIX calls obsolescent. */
@RuleInfo(
    id = "test-and-or",
    level = Level.STYLE,
    title = "Conditions joined within one test",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2166"})
public final class TestAndOr implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("[", "test")) {
      if (each.command() instanceof Simple simple
          && ("[".equals(simple.name()) || "test".equals(simple.name()))) {
        for (int i = 2; i + 1 < simple.words().size(); i++) {
          ShellWord word = simple.words().get(i);
          if ("-a".equals(word.plain()) || "-o".equals(word.plain())) {
            report
                .at(
                    each.run().script().span(word),
                    String.valueOf(word.plain()),
                    "shells read " + word.plain() + " within a test in different ways")
                .advise("write two tests with && or || between them");
          }
        }
      }
    }
  }
}
