package dev.plinth.checks.image;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.Discontinued;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.ImageReleases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.tags.Rebuilds;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;
import java.time.LocalDate;

/** An image, or an official image's tag, that nobody builds any more. */
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
      if (image == null) {
        continue;
      }
      // A mirror's name is looked up as what it mirrors, and shown as it is written.
      ImageName known = facts.today().bases().name(String.valueOf(use.name()));
      Discontinued end = Discontinued.of(known, facts.today().releases().official());
      if (end == null) {
        tag(facts, report, use, image, known);
        continue;
      }
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

  /** A tag that official-images has no more; of releases that have ended another rule tells. */
  private static void tag(
      DockerfileFacts facts, Reporter report, ImageUse use, ImageName image, ImageName known) {
    Releases releases = facts.today().releases();
    Rebuilds.Gone gone = new Rebuilds(releases.official()).of(known);
    if (gone == null || ended(known, releases, facts.today().date())) {
      return;
    }
    Reporter.Hit hit =
        report
            .at(use.span(), image.shown(), image.shown() + " is no longer rebuilt")
            .because(
                "official-images of "
                    + releases.official().date()
                    + " has no such tag: no fix of its distribution comes to it any more");
    if (gone.superseded()) {
      // A version that is named exactly, which somebody decided: the next one is built in its
      // place.
      hit.level(Level.INFO);
    }
    hit.advise(
        gone.instead().isEmpty()
            ? "move to a tag that is built, as plinth outdated finds them"
            : image.repository() + ":" + gone.instead() + " took its place");
  }

  private static boolean ended(ImageName known, Releases releases, LocalDate today) {
    for (Lifecycle release : ImageReleases.of(known, releases)) {
      LocalDate last = Lifecycles.lastDay(release);
      if (last != null && last.isBefore(today)) {
        return true;
      }
    }
    return false;
  }
}
