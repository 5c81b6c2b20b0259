package dev.plinth.checks.identity;

import dev.plinth.checks.base.Commands;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** A password set while the image is built. */
@RuleInfo(
    id = "password-in-run",
    level = Level.WARNING,
    title = "Password set in RUN",
    category = Category.IDENTITY,
    aliases = "checkov:CKV2_DOCKER_17")
public final class PasswordInRun implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Command command : Commands.of(facts)) {
      switch (command.name()) {
        case "chpasswd" -> hideInput(facts, command, hit(report, command.word(), "chpasswd"));
        case "passwd" -> {
          if (!command.has("-l", "-S", "--lock", "--status")) {
            hideInput(facts, command, hit(report, command.word(), "passwd"));
          }
        }
        case "useradd", "usermod" -> option(report, command);
        default -> {}
      }
    }
  }

  private static void option(Reporter report, Command command) {
    Argument password = command.value("-p", "--password");
    if (password == null || locked(password.text())) {
      return;
    }
    for (Argument argument : command.arguments()) {
      if (argument.text().startsWith("-p") || argument.text().startsWith("--password")) {
        hit(report, argument, command.name()).mask(password.span());
        return;
      }
    }
  }

  private static boolean locked(String password) {
    return password.equals("*") || password.startsWith("!") || password.equals("x");
  }

  private static Reporter.Hit hit(Reporter report, Argument at, String name) {
    return report
        .at(at.span(), name, "a password is set for everybody who has the image")
        .because(
            "it stands in the image's history or in its shadow file, the same in every container")
        .advise("leave the password locked; nobody has to log in to a container");
  }

  /** Hides what such a command reads: what the same instruction prints, and its heredocs. */
  private static void hideInput(DockerfileFacts facts, Command command, Reporter.Hit hit) {
    for (Command other : Commands.of(facts)) {
      boolean prints = other.name().equals("echo") || other.name().equals("printf");
      if (prints
          && other.place().instruction().span().equals(command.place().instruction().span())) {
        other.arguments().forEach(argument -> hit.mask(argument.span()));
      }
    }
    command.place().instruction().heredocs().forEach(heredoc -> hit.mask(heredoc.content()));
  }
}
