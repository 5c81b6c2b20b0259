package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.shell.WordPart.Literal;
import dev.plinth.findings.Level;

/** {@code \\n} outside of quotes is an n: the shell takes the backslash off. */
@RuleInfo(
    id = "pointless-escape",
    level = Level.INFO,
    title = "Backslash that only goes away",
    category = Category.SHELL,
    aliases = {"shellcheck:SC1001", "shellcheck:SC1012"})
public final class PointlessEscape implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Use each : ShellCode.of(facts).words) {
      if (each.role() == ShellCode.Role.DOCUMENT || each.of() == null) {
        continue;
      }
      CharSequence raw = each.run().script().text();
      for (WordPart part : each.word().parts()) {
        if (!(part instanceof Literal literal) || !literal.escaped()) {
          continue;
        }
        for (int i = part.from(); i + 1 < part.to(); i++) {
          if (raw.charAt(i) != '\\') {
            continue;
          }
          char c = raw.charAt(++i);
          if (c == 'n' || c == 't' || c == 'r') {
            report
                .at(
                    each.run().span(i - 1, i + 1),
                    "\\" + c,
                    "\\" + c + " outside of quotes is the letter " + c)
                .level(Level.WARNING)
                .advise(
                    "quote it where a program is to see the backslash; give printf its format in quotes");
          } else if ((Character.isLetterOrDigit(c) || c == '.')
              // Before a command's name it keeps an alias out.
              && (each.at() != 0 || i - 1 != each.word().from())) {
            report
                .at(
                    each.run().span(i - 1, i + 1),
                    "\\" + c,
                    "\\" + c + " outside of quotes is " + c + ", without the backslash")
                .advise("take the backslash off, or quote it where a program is to see it");
          }
        }
      }
    }
  }
}
