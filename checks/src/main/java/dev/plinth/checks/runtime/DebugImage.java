package dev.plinth.checks.runtime;

import dev.plinth.bases.known.ImageName;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;

/** An image for debugging as what is shipped. */
@RuleInfo(
    id = "debug-image",
    level = Level.WARNING,
    title = "Debug variant as the final image",
    category = Category.RUNTIME)
public final class DebugImage implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    Stage last = bases.last();
    if (last == null || !bases.production()) {
      return;
    }
    ImageUse use = bases.bottom(last);
    ImageName image = use.external() ? BaseFacts.name(use) : null;
    if (image == null || !List.of(image.tag().split("-", 20)).contains("debug")) {
      return;
    }
    Reporter.Hit hit =
        report
            .at(
                use.span(),
                image.shown(),
                "the final image is built upon " + image.shown() + ", which is for debugging")
            .because("it brings a shell and tools that an intruder would have to bring along");
    String tag = ":" + image.tag();
    if (image.tag().startsWith("debug-")
        && image.digest().isEmpty()
        && !use.variable()
        && use.written().endsWith(tag)) {
      int start = use.span().end() - image.tag().length();
      hit.edit(
          "take the variant without debug",
          Safety.REVIEW,
          new TextEdit(start, start + "debug-".length(), ""));
    } else {
      hit.advise("ship the variant without debug, and keep this one for a stage called debug");
    }
  }
}
