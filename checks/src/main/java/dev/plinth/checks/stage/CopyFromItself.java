package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;

/** A stage that takes files from itself. */
@RuleInfo(
    id = "copy-from-itself",
    level = Level.ERROR,
    title = "Stage that copies from itself",
    category = Category.STAGES,
    aliases = {"hadolint:DL3023", "trivy:DS-0006"})
public final class CopyFromItself implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      if (use.stage() >= 0 && (use.refersTo() == use.stage() || ownIndex(use))) {
        report
            .at(use.span(), use.shown(), "the stage takes files from itself")
            .because("a stage can be read only once it is built to its end")
            .advise("use cp in RUN, or name the stage that has the files");
      }
    }
  }

  private static boolean ownIndex(ImageUse use) {
    return use.place() == ImageUse.Place.COPY_FROM
        && use.refersTo() < 0
        && use.written().equals(Integer.toString(use.stage()));
  }
}
