package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Level;

/** An instruction before there is anything to build on. */
@RuleInfo(
    id = "before-first-stage",
    level = Level.ERROR,
    title = "Instruction before the first FROM",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL3061"})
public final class BeforeFirstStage implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() == Problem.Kind.NO_STAGE) {
        ProblemReports.report(facts, report, problem)
            .advise("begin with FROM; only ARG may stand before it");
      }
    }
  }
}
