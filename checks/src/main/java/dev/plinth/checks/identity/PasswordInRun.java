package dev.plinth.checks.identity;

import dev.plinth.checks.base.Commands;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Level;
import java.util.List;

/** A password set while the image is built. */
@RuleInfo(
    id = "password-in-run",
    level = Level.WARNING,
    title = "Password set in RUN",
    category = Category.IDENTITY,
    aliases = "checkov:CKV2_DOCKER_17")
public final class PasswordInRun implements Rule {
  /** How many commands before may feed it. */
  private static final int NEAR = 6;

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    List<Command> commands = Commands.of(facts);
    int hidden = -1;
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      switch (command.name()) {
        case "chpasswd" ->
            hidden = hideInput(facts, commands, i, hit(report, command.word(), "chpasswd"), hidden);
        case "passwd" -> {
          if (command.has("-d", "--delete")) {
            report
                .at(
                    command.word().span(),
                    "passwd",
                    "whoever logs in as this user needs no password")
                .because("an empty password is none; a locked one, which users begin with, is safe")
                .advise("leave the password locked; nobody has to log in to a container");
          } else if (!command.has("-l", "-S", "--lock", "--status")) {
            hidden = hideInput(facts, commands, i, hit(report, command.word(), "passwd"), hidden);
          }
        }
        case "useradd", "usermod" -> option(report, command);
        default -> {}
      }
    }
  }

  private static void option(Reporter report, Command command) {
    Argument password = command.value("-p", "--password");
    if (password == null || password.open() || locked(password.text())) {
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

  /**
   * Hides what such a command reads: what is printed before it, and the instruction's heredocs.
   *
   * @param hidden where the instruction begins whose heredocs are hidden already
   * @return where this one begins
   */
  private static int hideInput(
      DockerfileFacts facts, List<Command> commands, int index, Reporter.Hit hit, int hidden) {
    Command command = commands.get(index);
    Span run = command.place().instruction().span();
    for (int i = Math.max(0, index - NEAR); i < index; i++) {
      Command other = commands.get(i);
      boolean prints = other.name().equals("echo") || other.name().equals("printf");
      if (prints && other.place().instruction().span().equals(run)) {
        other.arguments().forEach(argument -> hit.mask(argument.span()));
      }
    }
    if (hidden != run.start()) {
      command.place().instruction().heredocs().forEach(heredoc -> hit.mask(heredoc.content()));
    }
    int after = command.span().end();
    if (facts
        .source()
        .raw(new Span(after, Math.min(run.end(), after + 4)))
        .strip()
        .startsWith("<<<")) {
      int line = facts.source().lineSpan(facts.source().line(after)).end();
      hit.mask(new Span(after, Math.min(line, run.end())));
    }
    return run.start();
  }
}
