package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Level;

/**
 * What the builder refuses to read: arguments, arrays, directives, heredocs that are not closed.
 */
@RuleInfo(
    id = "syntax-error",
    level = Level.ERROR,
    title = "The builder cannot read the file",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL1000"})
public final class SyntaxError implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() == Problem.Kind.EMPTY_FILE
          || problem.kind() == Problem.Kind.TOO_MANY
          || problem.kind() == Problem.Kind.LINE_TOO_LONG
          || problem.kind() == Problem.Kind.DIRECTIVE
          || problem.kind() == Problem.Kind.ARGUMENTS
          || problem.kind() == Problem.Kind.JSON
          || problem.kind() == Problem.Kind.HEREDOC) {
        ProblemReports.report(facts, report, problem);
      }
    }
  }
}
