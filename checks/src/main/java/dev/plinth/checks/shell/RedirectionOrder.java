package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;

/** {@code 2>&1 >file}: errors go where the output went before. */
@RuleInfo(
    id = "redirection-order",
    level = Level.WARNING,
    title = "Errors redirected before the output they should follow",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2069"})
public final class RedirectionOrder implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).commands) {
      if (each.captured()) {
        continue;
      }
      List<Redirection> all = each.command().redirections();
      for (int i = 0; i + 1 < all.size(); i++) {
        Redirection first = all.get(i);
        Redirection second = all.get(i + 1);
        if (first.descriptor().equals("2")
            && first.operator().equals(">&")
            && first.target().is("1")
            && (second.descriptor().isEmpty() || second.descriptor().equals("1"))
            && (second.operator().equals(">") || second.operator().equals(">>"))) {
          Span a = each.run().span(first.from(), first.to());
          Span b = each.run().span(second.from(), second.to());
          report
              .at(
                  a,
                  "2>&1",
                  "errors still go where the output went before, since 2>&1 stands before the other")
              .edit(
                  "put it last",
                  Safety.REVIEW,
                  new TextEdit(a.start(), b.start(), ""),
                  new TextEdit(b.end(), b.end(), " 2>&1"));
        }
      }
    }
  }
}
