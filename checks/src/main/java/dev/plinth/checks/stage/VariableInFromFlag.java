package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;

/** A variable in --from, which the builder takes as it stands. */
@RuleInfo(
    id = "variable-in-from-flag",
    level = Level.ERROR,
    title = "Variable where --from takes none",
    category = Category.STAGES)
public final class VariableInFromFlag implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      if (use.place() == ImageUse.Place.COPY_FROM && use.variable()) {
        report
            .at(use.span(), use.shown(), "COPY --from puts no variables in: " + use.shown())
            .advise(
                "give the image a stage of its own, FROM "
                    + use.shown()
                    + " AS files with an ARG before the first FROM, and copy from that");
      }
    }
  }
}
