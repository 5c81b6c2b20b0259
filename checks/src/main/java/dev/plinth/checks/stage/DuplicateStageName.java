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
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A name that an earlier stage has already. */
@RuleInfo(
    id = "duplicate-stage-name",
    level = Level.WARNING,
    title = "Two stages of one name",
    category = Category.STAGES,
    aliases = {
      "hadolint:DL3024",
      "buildkit:DuplicateStageName",
      "trivy:DS-0012",
      "checkov:CKV_DOCKER_11"
    })
public final class DuplicateStageName implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Set<String> seen = new HashSet<>();
    for (Stage stage : facts.build().stages()) {
      Arguments.@Nullable Base base = stage.from().base();
      @Nullable Word name = base == null ? null : base.name();
      if (name != null && !seen.add(stage.name())) {
        report
            .at(
                name.span(),
                stage.name(),
                "an earlier stage is called " + stage.name() + " as well")
            .because("which of them --target and --from mean depends on where they stand")
            .advise("give each stage a name of its own");
      }
    }
  }
}
