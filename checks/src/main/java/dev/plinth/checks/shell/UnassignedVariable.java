package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** A variable that no command of the RUN and no ENV or ARG assigns. */
@RuleInfo(
    id = "unassigned-variable",
    level = Level.WARNING,
    title = "Variable that nothing gives a value",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2154"})
public final class UnassignedVariable implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (RunVariables.Open each : RunVariables.of(facts).open()) {
      Reporter.Hit hit =
          report.at(
              each.span(),
              each.name(),
              each.before()
                  ? each.name()
                      + " was set in an earlier RUN, whose shell and variables are gone by now"
                  : "nothing here gives " + each.name() + " a value");
      hit.advise(
          each.before()
              ? "set it in this RUN, or by ENV"
              : "declare it by ARG or ENV, or write ${"
                  + each.name()
                  + ":-} where it may be unset");
    }
  }
}
