package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A stage called by a name that the builder uses itself. */
@RuleInfo(
    id = "reserved-stage-name",
    level = Level.WARNING,
    title = "Stage with a reserved name",
    category = Category.STAGES,
    aliases = {"hadolint:DL3063", "buildkit:ReservedStageName"})
public final class ReservedStageName implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      Arguments.@Nullable Base base = stage.from().base();
      @Nullable Word name = base == null ? null : base.name();
      boolean reserved = stage.name().equals("scratch") || stage.name().equals("context");
      if (name != null && reserved) {
        report
            .at(
                name.span(),
                stage.name(),
                stage.name().equals("scratch")
                    ? "scratch is the empty image's name already"
                    : "context is the build context's name already")
            .advise("give the stage another name");
      }
    }
  }
}
