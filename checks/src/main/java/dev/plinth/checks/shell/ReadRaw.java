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

/** {@code read} without {@code -r} takes backslashes for its own. */
@RuleInfo(
    id = "read-raw",
    level = Level.INFO,
    title = "Lines read without -r",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2162"})
public final class ReadRaw implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("read")) {
      Simple read = ShellCode.simple(each.command(), "read");
      if (read != null && !ShellCode.hasLetter(read, 'r')) {
        Span word = each.run().script().span(read.words().getFirst());
        report
            .at(word, "read", "backslashes in what is read go away")
            .edit(
                "read lines as they are",
                Safety.REVIEW,
                new TextEdit(word.end(), word.end(), " -r"));
      }
    }
  }
}
