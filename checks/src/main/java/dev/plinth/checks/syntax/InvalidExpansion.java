package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ExpandedWords;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.findings.Level;

/** Variables and quotes that the builder cannot read. */
@RuleInfo(
    id = "invalid-expansion",
    level = Level.ERROR,
    title = "Variable or quote that the builder cannot read",
    category = Category.SYNTAX,
    aliases = {"hadolint:DL1000"})
public final class InvalidExpansion implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ExpandedWords.Expanded expanded : ExpandedWords.of(facts).words()) {
      String error = expanded.result().error();
      if (error != null && !demanded(expanded.result(), error)) {
        report.at(expanded.word().span(), expanded.word().text(), error);
      }
    }
  }

  /** True where the word asks for a variable that the base image may set. */
  private static boolean demanded(Expansion.Result result, String error) {
    for (String name : result.undefined()) {
      if (error.startsWith(name + ":")) {
        return true;
      }
    }
    return false;
  }
}
