package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;

/** {@code find | xargs} without NULs between the names. */
@RuleInfo(
    id = "find-xargs",
    level = Level.WARNING,
    title = "Names from find to xargs by blanks and lines",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2038"})
public final class FindXargs implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Joined each : ShellCode.of(facts).pipelines) {
      List<ShellCommand> commands = each.pipeline().commands();
      for (int i = 0; i + 1 < commands.size(); i++) {
        Simple find = ShellCode.simple(commands.get(i), "find");
        Simple xargs = ShellCode.simple(commands.get(i + 1), "xargs");
        if (find == null || xargs == null || separated(find, xargs)) {
          continue;
        }
        Span span = each.run().script().span(find);
        Reporter.Hit hit =
            report.at(
                span, "find", "files whose names have blanks or quotes are other ones to xargs");
        if (prints(find)) {
          hit.advise("let find end its names by NULs, and xargs read such by -0");
        } else {
          int end = each.run().script().span(find.words().getLast()).end();
          int name = each.run().script().span(xargs.words().getFirst()).end();
          hit.edit(
              "put NULs between the names",
              Safety.REVIEW,
              new TextEdit(end, end, " -print0"),
              new TextEdit(name, name, " -0"));
        }
      }
    }
  }

  private static boolean separated(Simple find, Simple xargs) {
    return ShellCode.has(find, "-print0")
        || ShellCode.has(find, "-printf")
        || ShellCode.hasLetter(xargs, '0')
        || ShellCode.has(xargs, "--null")
        || ShellCode.hasLetter(xargs, 'd')
        || xargs.arguments().stream().anyMatch(word -> word.startsWith("--delimiter"));
  }

  /** True where it says itself what it does, or a last expression would bind otherwise. */
  private static boolean prints(Simple find) {
    for (ShellWord word : find.arguments()) {
      String value = word.value();
      if (value != null
          && (value.equals("-print")
              || value.equals("-o")
              || value.equals("-or")
              || value.equals("-delete")
              || value.startsWith("-exec"))) {
        return true;
      }
    }
    return !find.redirections().isEmpty();
  }
}
