package dev.plinth.checks.image;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.DistributionMove;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An image by {@code latest}, or by nothing, which means the same. */
@RuleInfo(
    id = "floating-tag",
    level = Level.WARNING,
    title = "Image named by latest, or without a tag",
    category = Category.BASE_IMAGE,
    aliases = {
      "hadolint:DL3006",
      "hadolint:DL3007",
      "trivy:DS-0001",
      "checkov:CKV_DOCKER_7",
      "dockle:DKL-DI-0006"
    })
public final class FloatingTag implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      String name = use.name();
      if (!use.external() || use.place() == ImageUse.Place.SYNTAX || name == null) {
        continue;
      }
      if (name.indexOf('@') >= 0) {
        continue;
      }
      int colon = name.lastIndexOf(':');
      String tag = colon > name.lastIndexOf('/') ? name.substring(colon + 1) : "";
      if (tag.isEmpty() || tag.equals("latest")) {
        Reporter.Hit hit =
            report
                .at(
                    use.span(),
                    name,
                    tag.isEmpty()
                        ? name + " has no tag, which means latest: another image any day"
                        : name + " is another image any day")
                .advise("name the version you build on, such as the newest release's number");
        String cycle = newest(facts, name);
        if (cycle != null && facts.source().raw(use.span()).equals(name)) {
          String bare = tag.isEmpty() ? name : name.substring(0, colon);
          hit.replace(
              "name a version, such as the newest release that is known",
              Safety.REVIEW,
              bare + ":" + cycle);
        }
      }
    }
  }

  /**
   * The tag of an official image's newest release that is looked after, with its distribution where
   * tags without one went from one to another; null where none is known.
   */
  private static @Nullable String newest(DockerfileFacts facts, String name) {
    ImageName image = facts.today().bases().name(name);
    if (!image.official()) {
      return null;
    }
    String product = Lifecycles.product(image);
    if (product.isEmpty()) {
      String repository = image.repository().substring(image.repository().lastIndexOf('/') + 1);
      product = repository.equals("alpine") ? "alpine-linux" : repository;
    }
    for (Lifecycle release : facts.today().releases().of(product)) {
      LocalDate last = Lifecycles.lastDay(release);
      if (last == null || !last.isBefore(facts.today().date())) {
        DistributionMove move = facts.today().releases().official().move(image);
        return move == null ? release.cycle() : release.cycle() + "-" + move.to();
      }
    }
    return null;
  }
}
