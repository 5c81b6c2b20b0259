package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** Everything that another stage has, laid over what this one has. */
@RuleInfo(
    id = "copy-whole-filesystem",
    level = Level.WARNING,
    title = "Whole file system copied",
    category = Category.STAGES,
    aliases = {"hadolint:DL3067"})
public final class CopyWholeFilesystem implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      @Nullable Instruction copy = use.instruction();
      if (use.place() != ImageUse.Place.COPY_FROM || copy == null || copy.paths() == null) {
        continue;
      }
      @Nullable Word target = copy.paths().destination();
      if (target == null || !root(target.value())) {
        continue;
      }
      for (Word source : copy.paths().sources()) {
        if (!root(source.value())) {
          continue;
        }
        Stage stage = facts.build().stages().get(use.stage());
        boolean flattens = onScratch(facts.build(), stage);
        boolean tools = use.external() || bringsTools(facts.build(), use.refersTo());
        Reporter.Hit hit =
            report.at(
                source.span(),
                use.shown(),
                "the whole file system of " + use.shown() + " is copied over this one's");
        if (flattens || tools) {
          hit.level(Level.INFO);
        }
        hit.because(
            flattens
                ? "layers, labels, environment and user of " + use.shown() + " are not taken along"
                : "files of both mix: package databases, users and libraries no longer agree");
        hit.advise("copy the paths that are needed");
      }
    }
  }

  private static boolean root(String path) {
    return path.equals("/") || path.equals("/.") || path.equals("/*") || path.equals("/./");
  }

  /** True for a stage that is another image's name, or that holds only what was put on scratch. */
  private static boolean bringsTools(Build build, int index) {
    if (index < 0) {
      return true;
    }
    Stage stage = build.stages().get(index);
    return stage.steps().isEmpty() || onScratch(build, stage);
  }

  private static boolean onScratch(Build build, Stage stage) {
    return build.lineage(stage).getLast().base().scratch();
  }
}
