package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.WordPart.Substitution;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;

/** Backquotes, which do not nest and take backslashes away. */
@RuleInfo(
    id = "backquotes",
    level = Level.STYLE,
    title = "Command put in by backquotes",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2006"})
public final class Backquotes implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (each.part() instanceof Substitution substitution
          && substitution.backquoted()
          && !UnquotedSubstitution.empty(substitution)) {
        Span span = each.span();
        Reporter.Hit hit =
            report.at(span, "`", "backquotes do not nest, and take backslashes away");
        if (substitution.list() != null && !each.backquoted()) {
          hit.edit(
              "write $( )",
              Safety.SAFE,
              new TextEdit(span.start(), span.start() + 1, "$("),
              new TextEdit(span.end() - 1, span.end(), ")"));
        } else {
          hit.advise("write $( ), and take off the backslashes within");
        }
      }
    }
  }
}
