package dev.plinth.checks.syntax;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.silence.Silencing;
import dev.plinth.checks.silence.SilencingReader;
import dev.plinth.findings.Level;

/** A comment that sets findings aside, for teams that keep all exceptions in one file. */
@RuleInfo(
    id = "inline-silencing",
    level = Level.WARNING,
    title = "Comment that sets findings aside",
    category = Category.SYNTAX,
    standard = false,
    aliases = {"hadolint:DL1001"})
public final class InlineSilencing implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Silencing silencing : SilencingReader.read(facts.build())) {
      String names = String.join(", ", silencing.names());
      report
          .at(silencing.comment(), names, "the comment sets " + names + " aside")
          .advise("mend what is reported, or say in .plinth.yaml for which paths it is off");
    }
  }
}
