package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A final stage of which nobody says how to tell that it works. */
@RuleInfo(
    id = "no-healthcheck",
    level = Level.INFO,
    title = "Image without a health check",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3057", "trivy:DS-0026", "checkov:CKV_DOCKER_2", "dockle:CIS-DI-0006"})
public final class NoHealthcheck implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    @Nullable Stage last = facts.build().last();
    if (last == null) {
      return;
    }
    List<Stage> lineage = facts.build().lineage(last);
    if (lineage.getLast().base().scratch()) {
      return;
    }
    @Nullable Instruction starts = null;
    for (Stage stage : lineage) {
      @Nullable Instruction within = null;
      for (Stage.Step step : stage.steps()) {
        switch (step.instruction().keyword()) {
          case HEALTHCHECK -> {
            return;
          }
          case CMD, ENTRYPOINT, EXPOSE -> within = step.instruction();
          default -> {
            // The others start nothing.
          }
        }
      }
      starts = starts == null ? within : starts;
    }
    if (starts != null) {
      report
          .at(starts, "nothing says how to tell whether the container works")
          .advise(
              "add HEALTHCHECK CMD; where only Kubernetes runs it, silence this and write probes");
    }
  }
}
