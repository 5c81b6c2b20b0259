package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Level;

/** A stage whose name the builder refuses. */
@RuleInfo(
    id = "invalid-stage-name",
    level = Level.ERROR,
    title = "Stage name that is none",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL1000"})
public final class InvalidStageName implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() == Problem.Kind.STAGE_NAME) {
        ProblemReports.report(facts, report, problem)
            .advise("name it by letters, digits, hyphens, underscores and dots, a letter first");
      }
    }
  }
}
