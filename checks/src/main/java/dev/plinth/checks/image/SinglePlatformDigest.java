package dev.plinth.checks.image;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Level;
import java.util.List;

/** A digest of one platform's manifest where the tag before it has several platforms. */
@RuleInfo(
    id = "single-platform-digest",
    level = Level.WARNING,
    title = "Digest of one platform only",
    category = Category.BASE_IMAGE)
public final class SinglePlatformDigest implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ImageUse use : facts.build().images()) {
      String name = use.name();
      int at = name == null || !use.external() ? -1 : name.indexOf('@');
      if (name == null || at < 0) {
        continue;
      }
      ImageEvidence.Image pinned = facts.evidence().of(name);
      if (pinned == null || pinned.index() || pinned.platforms().size() != 1) {
        continue;
      }
      String platform = pinned.platforms().getFirst();
      ImageEvidence.Image tagged = facts.evidence().of(name.substring(0, at));
      if (tagged == null || tagged.platforms().size() < 2 || askedFor(use, platform)) {
        continue;
      }
      report
          .at(use.span(), name.substring(0, at), "the digest is that of " + platform + " alone")
          .because(
              name.substring(0, at)
                  + " is there for "
                  + String.join(", ", shown(tagged.platforms())))
          .because("a build for another platform stops, or takes programs that do not run there")
          .advise("pin the digest of the index, which stands for all platforms");
    }
  }

  private static List<String> shown(List<String> platforms) {
    return platforms.size() > 6 ? platforms.subList(0, 6) : platforms;
  }

  private static boolean askedFor(ImageUse use, String platform) {
    Instruction instruction = use.instruction();
    Flag flag = instruction == null ? null : instruction.flag("platform");
    return flag != null && flag.valueOrEmpty().equals(platform);
  }
}
