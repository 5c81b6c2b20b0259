package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Level;

/** A mount of RUN with fields that do not go together. */
@RuleInfo(
    id = "invalid-mount",
    level = Level.ERROR,
    title = "Mount that cannot be",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL1000"})
public final class InvalidMount implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() == Problem.Kind.MOUNT) {
        ProblemReports.report(facts, report, problem);
      }
    }
  }
}
