package dev.plinth.checks.identity;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;

/** An image whose last USER is a name. */
@RuleInfo(
    id = "named-user",
    level = Level.INFO,
    title = "USER is a name, not a number",
    category = Category.IDENTITY,
    aliases = "hadolint:DL3066")
public final class NamedUser implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    String value = last == null ? null : last.end().user();
    Word word = last == null ? null : UserFacts.word(last.end().userBy());
    if (last == null || value == null || word == null) {
      return;
    }
    String user = UserFacts.user(value);
    KnownBase base = bases.base(last);
    if (user.isEmpty()
        || UserFacts.numeric(user)
        || UserFacts.root(user)
        || user.startsWith("Container")
        || (base != null && base.distribution().equals("windows"))) {
      return;
    }
    String number = UserFacts.number(facts, user);
    Reporter.Hit hit =
        report
            .at(word.span(), user, user + " is a name: Kubernetes cannot tell that it is not root")
            .because(
                "runAsNonRoot compares numbers, and refuses to start a container whose user is a"
                    + " name");
    int at = word.text().indexOf(user);
    if (number == null) {
      hit.advise("write the user's number, and give it one when it is made: useradd --uid 10001");
    } else if (at == 0 && word.span().length() >= user.length()) {
      hit.edit(
          "write the number of " + user,
          Safety.SAFE,
          new TextEdit(word.span().start(), word.span().start() + user.length(), number));
    } else {
      hit.advise("write its number, " + number);
    }
  }
}
