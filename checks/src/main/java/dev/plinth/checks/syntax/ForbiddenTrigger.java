package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Level;

/** FROM, MAINTAINER or ONBUILD within ONBUILD. */
@RuleInfo(
    id = "forbidden-trigger",
    level = Level.ERROR,
    title = "Instruction that ONBUILD does not take",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL3043"})
public final class ForbiddenTrigger implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() == Problem.Kind.ONBUILD) {
        ProblemReports.report(facts, report, problem)
            .advise("take the inner ONBUILD, FROM or MAINTAINER away");
      }
    }
  }
}
