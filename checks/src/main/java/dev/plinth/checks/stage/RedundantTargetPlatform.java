package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** The target platform given where it is the default. */
@RuleInfo(
    id = "redundant-target-platform",
    level = Level.STYLE,
    title = "Platform that FROM takes anyway",
    category = Category.STAGES,
    aliases = {"hadolint:DL3065", "buildkit:RedundantTargetPlatform"})
public final class RedundantTargetPlatform implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      @Nullable Flag platform = stage.from().flag("platform");
      if (platform == null) {
        continue;
      }
      String value = platform.valueOrEmpty();
      boolean target = value.equals("$TARGETPLATFORM") || value.equals("${TARGETPLATFORM}");
      @Nullable Variable variable = facts.build().globals().get("TARGETPLATFORM");
      if (target && variable != null && variable.kind() == Variable.Kind.PREDEFINED) {
        report
            .at(platform.span(), "platform", "FROM builds for the target platform anyway")
            .edit("take it away", Safety.SAFE, Edits.deleteFlag(facts.source(), platform));
      }
    }
  }
}
