package dev.plinth.checks.image;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.Discontinued;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.ImageReleases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.Releases;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An image of a distribution, a language or a database that gets no security updates any more. The
 * argument {@code date} judges as of that day instead of today.
 */
@RuleInfo(
    id = "end-of-life-image",
    level = Level.WARNING,
    title = "Image past its end of life",
    category = Category.BASE_IMAGE)
public final class EndOfLifeImage implements Rule {
  private static final String ID = "end-of-life-image";

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    LocalDate today = null;
    Set<String> seen = new HashSet<>();
    for (ImageUse use : facts.build().images()) {
      ImageName image = use.external() ? BaseFacts.name(use) : null;
      if (image == null || !seen.add(image.shown())) {
        continue;
      }
      // A mirror's name is looked up as what it mirrors, and shown as it is written.
      ImageName known = facts.today().bases().name(String.valueOf(use.name()));
      Releases releases = facts.today().releases();
      if (Discontinued.of(known, releases.official()) != null) {
        continue;
      }
      today = today == null ? today(facts) : today;
      for (Lifecycle release : ImageReleases.of(known, releases)) {
        LocalDate last = Lifecycles.lastDay(release);
        if (last != null && last.isBefore(today)) {
          report(report, use, image, release, releases);
        }
      }
    }
  }

  private static LocalDate today(DockerfileFacts facts) {
    for (String day : facts.settings().list(ID, "date")) {
      try {
        return LocalDate.parse(day);
      } catch (DateTimeParseException e) {
        break;
      }
    }
    return facts.today().date();
  }

  private static void report(
      Reporter report, ImageUse use, ImageName image, Lifecycle release, Releases known) {
    LocalDate last = Objects.requireNonNull(Lifecycles.lastDay(release));
    String name = Lifecycles.shown(release.product()) + " " + release.cycle();
    Reporter.Hit hit =
        report
            .at(
                use.span(),
                image.shown(),
                image.shown()
                    + " is of "
                    + name
                    + ", which "
                    + (last.equals(LocalDate.MIN) ? "has ended" : "ended on " + last))
            .because("security updates for everybody have ended; new vulnerabilities stay in it");
    if (!release.commercialEnds().isEmpty()) {
      hit.because("subscribers get updates until " + release.commercialEnds());
    }
    Lifecycle next = newest(release, last, known);
    hit.advise(
        next == null
            ? "move to a release that is looked after"
            : "move to a release that is looked after, such as "
                + Lifecycles.shown(next.product())
                + " "
                + next.cycle()
                + (Lifecycles.lastDay(next) == null ? "" : ", until " + Lifecycles.lastDay(next)));
  }

  private static @Nullable Lifecycle newest(Lifecycle ended, LocalDate after, Releases known) {
    for (Lifecycle each : known.of(ended.product())) {
      LocalDate last = Lifecycles.lastDay(each);
      if (last != null && last.isAfter(after)) {
        return each;
      }
    }
    return null;
  }
}
