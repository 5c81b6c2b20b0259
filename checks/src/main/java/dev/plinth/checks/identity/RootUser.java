package dev.plinth.checks.identity;

import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;

/** An image whose last USER is root. */
@RuleInfo(
    id = "root-user",
    level = Level.WARNING,
    title = "Last USER is root",
    category = Category.IDENTITY,
    aliases = {"hadolint:DL3002", "trivy:DS-0002", "checkov:CKV_DOCKER_8", "dockle:CIS-DI-0001"})
public final class RootUser implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Stage last = BaseFacts.of(facts).last();
    if (last == null) {
      return;
    }
    String user = last.end().user();
    Word word = UserFacts.word(last.end().userBy());
    if (user == null || word == null) {
      return;
    }
    boolean windows = user.equalsIgnoreCase("ContainerAdministrator");
    if ((UserFacts.root(user) && !UserFacts.stepsDown(facts)) || windows) {
      report
          .at(word.span(), user, "the image runs as " + user)
          .because("it is the last USER of what is shipped")
          .advise(
              windows
                  ? "end with USER ContainerUser"
                  : "go back to a user other than root once what needs root is done, such as"
                      + " USER 65532:65532");
    }
  }
}
