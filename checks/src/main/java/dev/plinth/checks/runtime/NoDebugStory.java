package dev.plinth.checks.runtime;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;

/** An image without a shell, and no stage for looking inside. */
@RuleInfo(
    id = "no-debug-story",
    level = Level.INFO,
    title = "Image without a shell, and no debug stage",
    category = Category.RUNTIME)
public final class NoDebugStory implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    KnownBase base = last == null ? null : bases.base(last);
    if (last == null || base == null || !base.shellLess() || !bases.production() || !bases.runs()) {
      return;
    }
    for (Stage stage : facts.build().stages()) {
      if (stage.name().contains("debug")) {
        return;
      }
    }
    report
        .at(
            last.base().span(),
            base.name().shown(),
            "nobody can look inside a container of this image: it has no shell")
        .because("that is right for production, and has to be known before something goes wrong")
        .advise(
            "decide how: kubectl debug or docker debug with an image that has tools, or a stage"
                + " called debug upon the same files");
  }
}
