package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CMD, ENTRYPOINT or HEALTHCHECK given more than once in a stage. */
@RuleInfo(
    id = "repeated-instruction",
    level = Level.WARNING,
    title = "Instruction of which only the last counts",
    category = Category.INSTRUCTIONS,
    aliases = {
      "hadolint:DL3012",
      "hadolint:DL4003",
      "hadolint:DL4004",
      "buildkit:MultipleInstructionsDisallowed",
      "trivy:DS-0007",
      "trivy:DS-0016",
      "trivy:DS-0023"
    })
public final class RepeatedInstruction implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      for (Keyword keyword : List.of(Keyword.CMD, Keyword.ENTRYPOINT, Keyword.HEALTHCHECK)) {
        @Nullable Instruction earlier = null;
        for (Stage.Step step : stage.steps()) {
          if (step.instruction().keyword() != keyword) {
            continue;
          }
          if (earlier != null) {
            report
                .at(earlier, "a later " + keyword + " of the stage takes the place of this one")
                .edit(
                    "delete this one",
                    Safety.SAFE,
                    Edits.deleteWithSilencing(facts.source(), earlier));
          }
          earlier = step.instruction();
        }
      }
    }
  }
}
