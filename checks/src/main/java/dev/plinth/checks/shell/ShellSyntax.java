package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import dev.plinth.findings.Level;

/** What the shell cannot read: the build fails there. */
@RuleInfo(
    id = "shell-syntax",
    level = Level.ERROR,
    title = "Text that the shell refuses",
    category = Category.SHELL,
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
      "shellcheck:SC1089",
      "shellcheck:SC2301"
    })
public final class ShellSyntax implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (RunText run : facts.runs()) {
      ShellScript.Problem problem = run.script().problem();
      if (!run.shell().readable() || run.shell() == Shell.OTHER_POSIX || problem == null) {
        continue;
      }
      int length = run.script().text().length();
      int from = Math.min(problem.at(), length);
      report
          .at(
              run.span(from, Math.min(length, from + 1)),
              "syntax",
              "The shell refuses this: " + problem.message())
          .advise("close what was opened, or quote what was meant as text");
    }
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (each.part() instanceof Parameter parameter && parameter.name().isEmpty()) {
        report
            .at(
                each.span(),
                "substitution",
                "The shell refuses this: there is no variable's name in it")
            .advise("write the name, or quote the dollar sign");
      }
    }
  }
}
