package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** CMD beside an ENTRYPOINT in shell form, which takes no arguments. */
@RuleInfo(
    id = "unused-cmd",
    level = Level.WARNING,
    title = "CMD that the entry point does not see",
    category = Category.INSTRUCTIONS)
public final class UnusedCmd implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      @Nullable Instruction cmd = null;
      @Nullable Instruction entryPoint = null;
      for (Stage.Step step : stage.steps()) {
        if (step.instruction().keyword() == Keyword.CMD) {
          cmd = step.instruction();
        } else if (step.instruction().keyword() == Keyword.ENTRYPOINT) {
          entryPoint = step.instruction();
        }
      }
      Arguments.@Nullable Command command = entryPoint == null ? null : entryPoint.command();
      if (cmd == null || command == null || command.json() || takesArguments(command)) {
        continue;
      }
      report
          .at(cmd, "CMD has no effect beside an ENTRYPOINT in shell form")
          .because("the shell takes CMD's words as its own parameters, and the text uses none")
          .advise("write ENTRYPOINT as an array");
    }
  }

  private static boolean takesArguments(Arguments.Command command) {
    String text = command.shell().raw();
    if (text.isBlank() || MalformedArray.looksLikeOne(text.strip())) {
      return true;
    }
    for (int at = text.indexOf('$');
        at >= 0 && at + 1 < text.length();
        at = text.indexOf('$', at + 1)) {
      char c =
          text.charAt(at + 1) == '{' && at + 2 < text.length()
              ? text.charAt(at + 2)
              : text.charAt(at + 1);
      if (c == '@' || c == '*' || (c >= '0' && c <= '9')) {
        return true;
      }
    }
    return false;
  }
}
