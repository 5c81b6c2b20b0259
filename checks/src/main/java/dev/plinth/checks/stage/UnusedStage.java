package dev.plinth.checks.stage;

import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stage that the image that is built by default does not need, and no other stage either. */
@RuleInfo(
    id = "unused-stage",
    level = Level.INFO,
    title = "Stage that nothing uses",
    category = Category.STAGES)
public final class UnusedStage implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Build build = facts.build();
    BitSet used = new BitSet();
    for (ImageUse use : build.images()) {
      if (use.refersTo() >= 0 && use.refersTo() != use.stage()) {
        used.set(use.refersTo());
      }
    }
    List<Stage> unused = new ArrayList<>();
    int named = 0;
    for (Stage stage : build.stages()) {
      if (!used.get(stage.index()) && !facts.needed(stage)) {
        unused.add(stage);
        named += stage.name().isEmpty() ? 0 : 1;
      }
    }
    for (Stage stage : unused) {
      // Several with names, or one with a name that says what it is for: targets to be chosen from.
      if (!stage.name().isEmpty()
          && (named > 1 || BaseFacts.TARGETS.contains(SourceText.utf8(stage.name())))) {
        continue;
      }
      Arguments.@Nullable Base base = stage.from().base();
      @Nullable Word name = base == null ? null : base.name();
      String shown = SourceText.utf8(stage.name());
      if (name == null) {
        report
            .at(
                stage.from().word().span(),
                "stage " + stage.index(),
                "nothing uses this stage, and it has no name to build it by")
            .advise("delete the stage, or give it a name and build it with --target");
      } else {
        report
            .at(name.span(), shown, "nothing uses the stage " + shown)
            .because("it is built only where --target " + shown + " asks for it")
            .advise("delete the stage where nobody builds it by its name");
      }
    }
  }
}
