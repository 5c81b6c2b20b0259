package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;

/** {@code [ -n $x ]}: without quotes an empty value leaves {@code [ -n ]}, which holds. */
@RuleInfo(
    id = "unquoted-test",
    level = Level.WARNING,
    title = "Test for text that always holds without quotes",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2070"})
public final class UnquotedTest implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("[", "test")) {
      if (!(each.command() instanceof Simple simple)
          || !("[".equals(simple.name()) || "test".equals(simple.name()))) {
        continue;
      }
      List<ShellWord> words = simple.words();
      for (int i = 1; i + 1 < words.size(); i++) {
        ShellWord word = words.get(i + 1);
        if (words.get(i).is("-n")
            && word.parts().size() == 1
            && (word.parts().getFirst() instanceof WordPart.Parameter
                || word.parts().getFirst() instanceof WordPart.Substitution)) {
          Span span = each.run().script().span(word);
          report
              .at(
                  span,
                  "-n",
                  "this test holds for an empty value as well, since nothing is left of it")
              .edit(
                  "quote it",
                  Safety.REVIEW,
                  new TextEdit(span.start(), span.start(), "\""),
                  new TextEdit(span.end(), span.end(), "\""));
        }
      }
    }
  }
}
