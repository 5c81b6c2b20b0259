package dev.plinth.bases.lines;

import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import java.util.ArrayList;
import java.util.List;

/**
 * An instruction that a build of the target stage carries out.
 *
 * @param instruction what stands in the file; of a trigger the ONBUILD
 * @param acting what is carried out: the instruction, of an ONBUILD of a stage beneath what it
 *     triggers
 * @param stage whose variables it sees
 * @param index in that stage, by which its variables are found
 * @param optional whether a build may leave no step of it in the history
 */
record BuildStep(
    Instruction instruction, Instruction acting, Stage stage, int index, boolean optional) {

  /** What is carried out to build that stage, those beneath first, from the image's FROM on. */
  static List<BuildStep> of(Build build, Stage target) {
    List<BuildStep> steps = new ArrayList<>();
    List<Stage> lineage = build.lineage(target);
    for (int i = lineage.size() - 1; i >= 0; i--) {
      Stage stage = lineage.get(i);
      if (i + 1 < lineage.size()) {
        triggers(lineage.get(i + 1), stage, steps);
      }
      for (Stage.Step step : stage.steps()) {
        Instruction instruction = step.instruction();
        boolean layer =
            switch (instruction.keyword()) {
              case RUN, COPY, ADD -> true;
              default -> false;
            };
        steps.add(new BuildStep(instruction, instruction, stage, step.index(), !layer));
      }
    }
    return steps;
  }

  /** The OCI format keeps no triggers, so that some builders leave them out. */
  private static void triggers(Stage beneath, Stage stage, List<BuildStep> steps) {
    for (Stage.Step step : beneath.steps()) {
      Instruction instruction = step.instruction();
      if (instruction.keyword() == Keyword.ONBUILD
          && instruction.arguments() instanceof Arguments.Trigger trigger) {
        steps.add(new BuildStep(instruction, trigger.instruction(), stage, 0, true));
      }
    }
  }

  Keyword keyword() {
    return acting.keyword();
  }
}
