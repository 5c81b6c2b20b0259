package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.findings.Level;
import java.util.List;

/** {@code a && b || c} is no if: c follows as well where b fails. */
@RuleInfo(
    id = "and-or",
    level = Level.INFO,
    title = "Alternative that also follows a failed consequence",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2015"})
public final class AndOr implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Sequence each : ShellCode.of(facts).lists) {
      for (ShellList.Item item : each.list().items()) {
        List<ShellList.Operator> operators = item.operators();
        for (int i = 0; i + 1 < operators.size(); i++) {
          if (operators.get(i).text().equals("&&")
              && operators.get(i + 1).text().equals("||")
              && !harmless(item.pipelines().get(i + 1))
              && !harmless(item.pipelines().get(i + 2))) {
            int at = operators.get(i).at();
            report
                .at(
                    each.run().span(at, at + 2),
                    "&&",
                    "what stands behind || also runs where the command behind this && fails")
                .advise("write if … then … else … fi");
          }
        }
      }
    }
  }

  /** Commands that do not fail, tests, and ends. */
  private static boolean harmless(ShellList.Pipeline pipeline) {
    if (pipeline.commands().size() != 1) {
      return false;
    }
    ShellCommand command = pipeline.commands().getFirst();
    if (command instanceof ShellCommand.Test) {
      return true;
    }
    return command instanceof Simple simple
        && switch (String.valueOf(simple.name())) {
          case "echo",
              "printf",
              "true",
              ":",
              "exit",
              "return",
              "[",
              "test",
              "false",
              "break",
              "continue" ->
              true;
          default -> simple.words().isEmpty();
        };
  }
}
