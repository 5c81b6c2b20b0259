package dev.plinth.checks.image;

import dev.plinth.bases.known.Discontinued;
import dev.plinth.bases.known.ImageName;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;

/** An image that nobody builds any more. */
@RuleInfo(
    id = "discontinued-image",
    level = Level.WARNING,
    title = "Image that is no longer built",
    category = Category.BASE_IMAGE)
public final class DiscontinuedImage implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      ImageName image = use.external() ? BaseFacts.name(use) : null;
      // A mirror's name is looked up as what it mirrors, and shown as it is written.
      Discontinued end =
          image == null
              ? null
              : Discontinued.of(facts.today().bases().name(String.valueOf(use.name())));
      if (image != null && end != null) {
        Reporter.Hit hit =
            report
                .at(
                    use.span(),
                    image.shown(),
                    image.shown() + " has not been built anew since " + end.since())
                .because(end.why());
        if (!end.instead().isEmpty()) {
          hit.advise("use " + end.instead() + " instead");
        }
      }
    }
  }
}
