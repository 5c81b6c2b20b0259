package dev.plinth.checks.identity;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.base.Commands;
import dev.plinth.checks.base.LentFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A USER by name where no file says whom that name means. */
@RuleInfo(
    id = "unknown-user",
    level = Level.ERROR,
    title = "USER is a name that the image cannot know",
    category = Category.IDENTITY)
public final class UnknownUser implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    String value = last == null ? null : last.end().user();
    Word word = last == null ? null : UserFacts.word(last.end().userBy());
    if (last == null || value == null || word == null) {
      return;
    }
    KnownBase base = bases.base(last);
    String user = UserFacts.user(value);
    if (base != null
        && Boolean.FALSE.equals(base.passwd())
        && !user.isEmpty()
        && !UserFacts.numeric(user)
        && !user.equals("root")
        && !bringsPasswd(bases)) {
      Reporter.Hit hit =
          report
              .at(word.span(), user, "the image has no /etc/passwd that says who " + user + " is")
              .because("a container of it does not start: the user cannot be found");
      Stage lender = LentFiles.lender(facts, last, false);
      if (lender == null || !(user.equals("nobody") || makes(facts, lender, user))) {
        hit.advise("write a number, such as USER 65532:65532, or copy a passwd file");
      } else {
        hit.edit(
            "copy the passwd file of the build stage",
            Safety.REVIEW,
            LentFiles.copy(facts, last, lender, "", "/etc/passwd"));
      }
    }
  }

  /** True where a RUN of that stage makes the user. */
  private static boolean makes(DockerfileFacts facts, Stage stage, String user) {
    for (Commands.Command command : Commands.of(facts)) {
      if (command.place().stage().index() == stage.index()
          && (command.name().equals("useradd") || command.name().equals("adduser"))
          && command.arguments().stream().anyMatch(argument -> argument.is(user))) {
        return true;
      }
    }
    return false;
  }

  /** True where a COPY or ADD may bring the file: a folder's content is not known. */
  private static boolean bringsPasswd(BaseFacts bases) {
    for (Stage stage : bases.shipped()) {
      for (Stage.Step step : stage.steps()) {
        Keyword keyword = step.instruction().keyword();
        Arguments.Paths paths = step.instruction().paths();
        Word to = paths == null ? null : paths.destination();
        if ((keyword == Keyword.COPY || keyword == Keyword.ADD)
            && to != null
            && may(to.text(), step.before().workdir())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean may(String to, @Nullable String workdir) {
    if (to.indexOf('$') >= 0 || to.contains("passwd")) {
      return true;
    }
    if (!to.startsWith("/")) {
      return workdir == null || workdir.equals("/") || workdir.startsWith("/etc");
    }
    return to.equals("/") || to.equals("/.") || to.equals("/etc") || to.equals("/etc/");
  }
}
