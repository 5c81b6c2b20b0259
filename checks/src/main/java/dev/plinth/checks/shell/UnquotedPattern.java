package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;

/** A pattern for find, grep or tr that the shell expands first. */
@RuleInfo(
    id = "unquoted-pattern",
    level = Level.WARNING,
    title = "Pattern for another program without quotes",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2060", "shellcheck:SC2061", "shellcheck:SC2062"})
public final class UnquotedPattern implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Use each : ShellCode.of(facts).words) {
      Simple simple = each.of();
      if (simple == null
          || each.at() < 1
          || !ShellCode.globs(each.word())
          || !meant(each, simple)) {
        continue;
      }
      Span span = each.span();
      Reporter.Hit hit =
          report.at(
              span,
              each.run().script().text().text(each.word().from(), each.word().to()),
              "the shell puts in the names of files that match, before "
                  + simple.name()
                  + " sees the pattern");
      if (each.word().plain() != null) {
        hit.edit(
            "quote it",
            Safety.REVIEW,
            new TextEdit(span.start(), span.start(), "'"),
            new TextEdit(span.end(), span.end(), "'"));
      } else {
        hit.advise("quote the pattern");
      }
    }
  }

  private static boolean meant(ShellCode.Use use, Simple simple) {
    return switch (String.valueOf(simple.name())) {
      case "find" ->
          switch (String.valueOf(simple.words().get(use.at() - 1).value())) {
            case "-name",
                "-iname",
                "-path",
                "-ipath",
                "-wholename",
                "-iwholename",
                "-regex",
                "-iregex",
                "-lname",
                "-ilname" ->
                true;
            default -> false;
          };
      case "grep", "egrep" -> firstArgument(use, simple) && !ShellCode.hasLetter(simple, 'e');
      case "tr" -> true;
      default -> false;
    };
  }

  private static boolean firstArgument(ShellCode.Use use, Simple simple) {
    for (int i = 1; i < use.at(); i++) {
      ShellWord word = simple.words().get(i);
      if (!word.startsWith("-")) {
        return false;
      }
    }
    return !use.word().startsWith("-");
  }
}
