package dev.plinth.checks.identity;

import dev.plinth.checks.base.Commands;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;

/** {@code useradd} of a user with a high number, without {@code --no-log-init}. */
@RuleInfo(
    id = "useradd-high-uid",
    level = Level.WARNING,
    title = "useradd of a high number without --no-log-init",
    category = Category.IDENTITY,
    aliases = "hadolint:DL3046")
public final class UseraddHighUid implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Command command : Commands.of(facts)) {
      if (!command.name().equals("useradd") || noLog(command)) {
        continue;
      }
      Argument number = command.value("-u", "--uid");
      if (number != null && UserFacts.numeric(number.text()) && number.text().length() > 5) {
        report
            .at(command.word().span(), number.text(), "useradd writes logs of " + size(number))
            .because(
                "faillog and lastlog have a place for every number up to the user's, and layers"
                    + " hold them whole")
            .edit(
                "keep useradd from writing them",
                Safety.SAFE,
                new TextEdit(
                    command.word().span().end(),
                    command.word().span().end(),
                    (command.exec() ? ", " : " ") + command.written("--no-log-init")));
      }
    }
  }

  private static boolean noLog(Command command) {
    for (Argument argument : command.arguments()) {
      String text = argument.text();
      if (text.equals("--no-log-init")
          || (argument.option() && !text.startsWith("--") && text.indexOf('l') > 0)) {
        return true;
      }
    }
    return false;
  }

  /** 292 bytes for each number in lastlog: of Linux with glibc. */
  private static String size(Argument number) {
    if (number.text().length() > 10) {
      return "a size without bounds";
    }
    long megabytes = Long.parseLong(number.text()) * 292 / 1_000_000;
    return megabytes + " MB";
  }
}
