package dev.plinth.checks.image;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;
import java.util.HashSet;
import java.util.Set;

/** An image by its tag alone, each once. */
@RuleInfo(
    id = "no-digest",
    level = Level.INFO,
    title = "Image without a digest",
    category = Category.BASE_IMAGE)
public final class NoDigest implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Set<String> seen = new HashSet<>();
    for (ImageUse use : facts.build().images()) {
      String name = use.name();
      if (use.external()
          && use.place() != ImageUse.Place.SYNTAX
          && name != null
          && name.indexOf('@') < 0
          && seen.add(name)) {
        report
            .at(use.span(), name, name + " is whatever its tag points at when the image is built")
            .advise("add the digest behind the tag: " + name + "@sha256:…");
      }
    }
  }
}
