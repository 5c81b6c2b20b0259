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
        String within = facts.source().raw().substring(span.start() + 1, span.end() - 1);
        if (substitution.list() != null && !each.backquoted() && plain(within, each.quoted())) {
          hit.edit(
              "write $( )",
              Safety.SAFE,
              // $(( would begin a sum.
              new TextEdit(span.start(), span.start() + 1, within.startsWith("(") ? "$( " : "$("),
              new TextEdit(span.end() - 1, span.end(), ")"));
        } else {
          hit.advise("write $( ), and take off the backslashes within");
        }
      }
    }
  }

  /**
   * True where the text means the same in both: no backslash that backquotes take away, no comment
   * that would reach over the end, no quote that could be one of those around.
   */
  private static boolean plain(String within, boolean quoted) {
    for (int i = 0; i < within.length(); i++) {
      char c = within.charAt(i);
      if (c == '\\' || c == '#' || c == '\n' || c == '`' || (quoted && c == '"')) {
        return false;
      }
    }
    return true;
  }
}
