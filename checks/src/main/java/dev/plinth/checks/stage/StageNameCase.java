package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A stage name that is not in lower case, as the builder keeps it. */
@RuleInfo(
    id = "stage-name-case",
    level = Level.STYLE,
    title = "Stage name with capitals",
    category = Category.STAGES,
    aliases = {"buildkit:StageNameCasing"})
public final class StageNameCase implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      Arguments.@Nullable Base base = stage.from().base();
      @Nullable Word name = base == null ? null : base.name();
      if (name != null && !name.value().equals(stage.name())) {
        report
            .at(name.span(), stage.name(), "the stage's name has capitals: " + name.text())
            .replace(
                "write the name in lower case",
                named(facts, name.value()) ? Safety.REVIEW : Safety.SAFE,
                SourceText.utf8(stage.name()));
      }
    }
  }

  /** True where something else names the stage as it is written: not all builders fold cases. */
  private static boolean named(DockerfileFacts facts, String name) {
    String text = facts.source().raw();
    int first = text.indexOf(name);
    return first >= 0 && text.indexOf(name, first + 1) >= 0;
  }
}
