package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;

/** {@code export name=$(command)}: the status is that of export, whatever the command did. */
@RuleInfo(
    id = "masked-return",
    level = Level.WARNING,
    title = "Failure of a command hidden by export",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2155"})
public final class MaskedReturn implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).commands) {
      if (!(each.command() instanceof Simple simple) || !declares(simple)) {
        continue;
      }
      for (ShellWord word : simple.arguments()) {
        int equals = word.pattern().indexOf('=');
        if (equals <= 0 || !ShellCode.isName(word.pattern().substring(0, equals))) {
          continue;
        }
        if (substitutes(word.parts())) {
          String name = word.pattern().substring(0, equals);
          Span span = each.run().span(word.from(), word.from() + equals);
          Reporter.Hit hit =
              report.at(
                  span,
                  name,
                  "if the command fails, " + simple.name() + " hides it and the build goes on");
          if (simple.name() != null
              && simple.name().equals("export")
              && simple.words().size() == 2) {
            ShellWord verb = simple.words().getFirst();
            Span before = new Span(each.run().script().span(verb).start(), span.start());
            int end = each.run().script().span(word).end();
            hit.edit(
                "assign first, export then",
                Safety.REVIEW,
                new TextEdit(before.start(), before.end(), ""),
                new TextEdit(end, end, (alone(each) ? "; export " : " && export ") + name));
          } else {
            hit.advise("assign the value first, and declare the name by a command of its own");
          }
        }
      }
    }
  }

  /**
   * True for a command of the text's own list that is joined to no other: {@code set -e} ends the
   * script where it fails, but not where {@code &&} follows it.
   */
  private static boolean alone(ShellCode.Command command) {
    for (ShellList.Item item : command.run().script().list().items()) {
      if (item.pipelines().size() == 1
          && item.pipelines().getFirst().commands().size() == 1
          && item.pipelines().getFirst().commands().getFirst().from() == command.command().from()) {
        return !item.terminator().equals("&");
      }
    }
    return false;
  }

  private static boolean declares(Simple simple) {
    return switch (String.valueOf(simple.name())) {
      case "export", "local", "declare", "typeset", "readonly" -> true;
      default -> false;
    };
  }

  private static boolean substitutes(List<WordPart> parts) {
    for (WordPart part : parts) {
      if (part instanceof WordPart.Substitution
          || (part instanceof WordPart.DoubleQuoted quoted && substitutes(quoted.parts()))) {
        return true;
      }
    }
    return false;
  }
}
