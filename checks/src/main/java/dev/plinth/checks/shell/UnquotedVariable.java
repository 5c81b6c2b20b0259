package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;

/** A variable whose value the shell cuts at blanks and reads as patterns. */
@RuleInfo(
    id = "unquoted-variable",
    level = Level.INFO,
    title = "Variable put in without quotes",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2086", "shellcheck:SC2248"})
public final class UnquotedVariable implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (!(each.part() instanceof Parameter parameter) || !each.split() || plain(parameter)) {
        continue;
      }
      if (RunVariables.of(facts).oneWord(each.run(), parameter)) {
        continue;
      }
      Reporter.Hit hit =
          report.at(
              each.span(),
              parameter.name(),
              "the value of " + parameter.name() + " is cut at blanks and read as patterns");
      if (one(facts, each, parameter)) {
        each.quote(hit, Safety.REVIEW);
      } else {
        hit.advise("quote it, unless it is to be several words, or none");
      }
    }
  }

  /**
   * True where quotes leave one word as it is: beside other text, in the file of a redirection, in
   * a test, behind {@code cd}, or of a loop. Of any other, such as {@code $FLAGS}, several words
   * may be meant, and of an empty one none.
   */
  private static boolean one(DockerfileFacts facts, ShellCode.Expansion each, Parameter parameter) {
    return ShellCode.oneWordThere(each)
        || RunVariables.of(facts).ofLoop(each.run(), parameter.name());
  }

  /** True for what cannot be cut, and for lists of arguments, which another rule is about. */
  private static boolean plain(Parameter parameter) {
    if (parameter.operator().equals("length") || parameter.name().isEmpty()) {
      return true;
    }
    return switch (parameter.name()) {
      case "#", "?", "$", "!", "-", "@", "*", "UID", "EUID", "PPID", "LINENO", "RANDOM" -> true;
      default -> parameter.operator().equals("+") || parameter.operator().equals(":+");
    };
  }
}
