package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Level;

/** A flag that is not known, lacks its value, or is given twice. */
@RuleInfo(
    id = "invalid-flag",
    level = Level.ERROR,
    title = "Flag that the instruction does not take",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL1000"})
public final class InvalidFlag implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() == Problem.Kind.FLAG) {
        ProblemReports.report(facts, report, problem);
      }
    }
  }
}
