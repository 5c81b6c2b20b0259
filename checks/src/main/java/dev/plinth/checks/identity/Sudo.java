package dev.plinth.checks.identity;

import dev.plinth.checks.base.Commands;
import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;

/** A command by {@code sudo}. */
@RuleInfo(
    id = "sudo",
    level = Level.WARNING,
    title = "Command run by sudo",
    category = Category.IDENTITY,
    aliases = {"hadolint:DL3004", "trivy:DS-0010", "dockle:DKL-DI-0001", "checkov:CKV2_DOCKER_1"})
public final class Sudo implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Command command : Commands.of(facts)) {
      if (!command.name().equals("sudo")) {
        continue;
      }
      Stage.Situation before = command.place().step().before();
      String user = before.user();
      boolean root = user != null && UserFacts.root(user);
      String first = command.arguments().isEmpty() ? "" : command.arguments().getFirst().text();
      boolean named = first.startsWith("-u") || first.startsWith("--user");
      Argument other = named ? command.value("-u", "--user") : null;
      if (other != null && !UserFacts.root(other.text())) {
        report
            .at(command.word().span(), "sudo", "sudo runs this as another user, as USER would")
            .level(Level.INFO)
            .advise("write USER before the instruction, and take sudo out of the image");
        continue;
      }
      Reporter.Hit hit =
          report.at(
              command.word().span(),
              "sudo",
              root
                  ? "sudo changes nothing: the instruction runs as root already"
                  : "sudo makes a user root whom USER has made another");
      boolean plain =
          !command.arguments().isEmpty()
              && !command.arguments().getFirst().option()
              && command.arguments().getFirst().text().indexOf('=') < 0;
      if (root && plain) {
        hit.edit(
            "take sudo out",
            // sudo clears the environment and sets PATH, so that the command may run otherwise.
            Safety.REVIEW,
            new TextEdit(
                command.word().span().start(), command.arguments().getFirst().span().start(), ""));
      } else {
        hit.because("what needs root can run before USER, or between two of them")
            .advise("run the command as root, and write USER behind it");
      }
    }
  }
}
