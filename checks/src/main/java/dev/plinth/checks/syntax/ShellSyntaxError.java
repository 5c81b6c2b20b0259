package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** Text that the shell cannot read. */
@RuleInfo(
    id = "shell-syntax-error",
    level = Level.ERROR,
    title = "Command that the shell cannot read",
    category = Category.SYNTAX,
    aliases = {
      "shellcheck:SC1009",
      "shellcheck:SC1010",
      "shellcheck:SC1033",
      "shellcheck:SC1034",
      "shellcheck:SC1036",
      "shellcheck:SC1046",
      "shellcheck:SC1047",
      "shellcheck:SC1048",
      "shellcheck:SC1049",
      "shellcheck:SC1050",
      "shellcheck:SC1053",
      "shellcheck:SC1056",
      "shellcheck:SC1058",
      "shellcheck:SC1061",
      "shellcheck:SC1062",
      "shellcheck:SC1064",
      "shellcheck:SC1065",
      "shellcheck:SC1070",
      "shellcheck:SC1071",
      "shellcheck:SC1072",
      "shellcheck:SC1073",
      "shellcheck:SC1078",
      "shellcheck:SC1080",
      "shellcheck:SC1081",
      "shellcheck:SC1085",
      "shellcheck:SC1088",
      "shellcheck:SC1089"
    })
public final class ShellSyntaxError implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (RunText run : facts.runs()) {
      ShellScript.@Nullable Problem problem = run.script().problem();
      boolean judged = run.shell() == RunText.Shell.POSIX || run.shell() == RunText.Shell.BASH;
      if (problem == null || !judged || malformedArray(run)) {
        continue;
      }
      report
          .at(
              place(run.script(), problem.at()),
              run.instruction().keyword().word(),
              problem.message())
          .because("the shell reads all of the text before it runs any of it");
    }
  }

  /** Text in brackets and quotes was meant as an array: another rule says so. */
  private static boolean malformedArray(RunText run) {
    String text = run.script().text().raw().strip();
    return text.startsWith("[\"") || text.startsWith("['");
  }

  /** The word at that place; at the text's end its last word. */
  private static Span place(ShellScript script, int at) {
    String text = script.text().raw();
    int from = Math.min(at, text.length());
    if (text.substring(from).isBlank()) {
      int end = text.stripTrailing().length();
      int start = end;
      while (start > 0 && text.charAt(start - 1) > ' ') {
        start--;
      }
      return script.span(start, end);
    }
    while (text.charAt(from) <= ' ') {
      from++;
    }
    int to = from + 1;
    while (to < text.length()
        && text.charAt(to) > ' '
        && word(text.charAt(from)) == word(text.charAt(to))) {
      to++;
    }
    return script.span(from, to);
  }

  private static boolean word(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c >= 0x80;
  }
}
