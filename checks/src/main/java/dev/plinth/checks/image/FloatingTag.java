package dev.plinth.checks.image;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;

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
        report
            .at(
                use.span(),
                name,
                tag.isEmpty()
                    ? name + " has no tag, which means latest: another image any day"
                    : name + " is another image any day")
            .advise("name the version you build on, such as the newest release's number");
      }
    }
  }
}
