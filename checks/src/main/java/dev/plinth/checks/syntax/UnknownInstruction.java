package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.NearName;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.List;

/** A word where an instruction should begin. */
@RuleInfo(
    id = "unknown-instruction",
    level = Level.ERROR,
    title = "Word that is no instruction",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL1000"})
public final class UnknownInstruction implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    NearName near = new NearName(names());
    for (Problem problem : facts.file().problems()) {
      if (problem.kind() == Problem.Kind.UNKNOWN_INSTRUCTION) {
        Reporter.Hit hit = ProblemReports.report(facts, report, problem);
        String meant = near.of(facts.source().text(problem.span()));
        if (meant == null) {
          hit.advise("a line that continues the one before needs a backslash at the end of that");
        } else {
          hit.replace("write " + meant, Safety.REVIEW, meant);
        }
      }
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Keyword keyword : Keyword.values()) {
      if (keyword != Keyword.UNKNOWN) {
        names.add(keyword.name());
      }
    }
    return names;
  }
}
