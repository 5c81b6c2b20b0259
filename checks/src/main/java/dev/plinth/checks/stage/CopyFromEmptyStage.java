package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.List;

/** Files taken from a stage on scratch that has none. */
@RuleInfo(
    id = "copy-from-empty-stage",
    level = Level.ERROR,
    title = "Files copied from an empty stage",
    category = Category.STAGES)
public final class CopyFromEmptyStage implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Build build = facts.build();
    for (ImageUse use : build.images()) {
      if (use.place() == ImageUse.Place.FROM || use.place() == ImageUse.Place.SYNTAX) {
        continue;
      }
      boolean empty = use.refersTo() >= 0 && use.refersTo() != use.stage();
      if (empty) {
        List<Stage> lineage = build.lineage(build.stages().get(use.refersTo()));
        empty = lineage.getLast().base().scratch();
        for (Stage stage : lineage) {
          empty = empty && !fills(stage) && !stage.base().variable();
        }
      }
      boolean nothing =
          use.place() == ImageUse.Place.COPY_FROM && use.scratch() && use.refersTo() < 0;
      if (empty || (nothing && !use.written().isEmpty())) {
        report
            .at(use.span(), use.shown(), "there are no files in " + use.shown())
            .because("it begins with scratch, and nothing puts a file there")
            .advise("name the stage that has the files");
      }
    }
  }

  private static boolean fills(Stage stage) {
    for (Stage.Step step : stage.steps()) {
      switch (step.instruction().keyword()) {
        case COPY, ADD, RUN, WORKDIR, UNKNOWN -> {
          return true;
        }
        default -> {
          // The others leave the files alone.
        }
      }
    }
    return false;
  }
}
