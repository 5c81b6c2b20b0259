package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Assignment;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;

/** {@code name = value} runs a program called name. */
@RuleInfo(
    id = "spaced-assignment",
    level = Level.ERROR,
    title = "Assignment with blanks around its sign",
    category = Category.SHELL,
    aliases = {"shellcheck:SC1007", "shellcheck:SC1068", "shellcheck:SC2283"})
public final class SpacedAssignment implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).commands) {
      if (!(each.command() instanceof Simple simple)) {
        continue;
      }
      List<ShellWord> words = simple.words();
      if (words.size() >= 2
          && simple.name() != null
          && ShellCode.isName(String.valueOf(simple.name()))
          && !"test".equals(simple.name())
          && !"expr".equals(simple.name())
          && words.get(1).is("=")
          && words.get(1).bare()) {
        Reporter.Hit hit =
            report.at(
                each.run().script().span(words.get(1)),
                String.valueOf(simple.name()),
                "blanks around = make " + simple.name() + " a command's name, not a variable's");
        if (words.size() == 3) {
          int from = each.run().script().span(words.get(0)).end();
          int to = each.run().script().span(words.get(2)).start();
          hit.edit("take the blanks out", Safety.REVIEW, new TextEdit(from, to, "="));
        } else {
          hit.advise("write name=value without blanks");
        }
      } else if (!words.isEmpty() && !simple.assignments().isEmpty()) {
        // NAME= value sets NAME to nothing and runs value: nobody means it where that is no program
        Assignment last = simple.assignments().getLast();
        ShellWord next = words.getFirst();
        String value = next.value();
        if (last.value() != null
            && last.value().parts().isEmpty()
            && value != null
            && value.matches("[0-9]{1,20}")) {
          report
              .at(
                  each.run().script().span(next),
                  last.name(),
                  "the blank after = leaves " + last.name() + " empty and runs " + value)
              .advise("write name=value without blanks");
        }
      }
    }
  }
}
