package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.shell.WordPart.SingleQuoted;
import dev.plinth.findings.Level;

/** {@code '$HOME'} is five characters: single quotes keep the shell out. */
@RuleInfo(
    id = "single-quoted-expansion",
    level = Level.INFO,
    title = "Variable within single quotes",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2016"})
public final class SingleQuotedExpansion implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Use each : ShellCode.of(facts).words) {
      Simple simple = each.of();
      if (simple == null || each.role() != ShellCode.Role.ARGUMENT || each.at() < 1) {
        continue;
      }
      String name = simple.name();
      if ((!"echo".equals(name) && !"printf".equals(name)) || forLater(simple)) {
        continue;
      }
      for (WordPart part : each.word().parts()) {
        if (part instanceof SingleQuoted quoted && !quoted.ansi() && expands(quoted.value())) {
          report
              .at(
                  each.run().span(part.from(), part.to()),
                  String.valueOf(name),
                  "single quotes keep the shell from putting in what this names")
              .advise("write double quotes where the value is meant");
        }
      }
    }
  }

  /** True where the text goes to a script or a profile, which will be read later. */
  private static boolean forLater(Simple simple) {
    for (Redirection redirection : simple.redirections()) {
      if (redirection.writes()) {
        return true;
      }
    }
    return false;
  }

  private static boolean expands(String text) {
    for (int at = text.indexOf('$');
        at >= 0 && at + 1 < text.length();
        at = text.indexOf('$', at + 1)) {
      char next = text.charAt(at + 1);
      if (next == '{' || next == '(' || next == '_' || Character.isLetter(next)) {
        return true;
      }
    }
    return false;
  }
}
