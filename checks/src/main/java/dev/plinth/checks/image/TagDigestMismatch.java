package dev.plinth.checks.image;

import dev.plinth.bases.known.ImageName;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tag with two digests, or one digest with two tags, in one file. */
@RuleInfo(
    id = "tag-digest-mismatch",
    level = Level.WARNING,
    title = "Tag and digest that disagree",
    category = Category.BASE_IMAGE)
public final class TagDigestMismatch implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<String, ImageName> byTag = new HashMap<>();
    Map<String, ImageName> byDigest = new HashMap<>();
    for (ImageUse use : facts.build().images()) {
      ImageName image = use.external() ? BaseFacts.name(use) : null;
      if (image == null || image.digest().isEmpty() || image.tag().isEmpty()) {
        continue;
      }
      if (judge(report, use, image, evidence(facts, use))) {
        continue;
      }
      ImageName sameTag = byTag.putIfAbsent(image.shown(), image);
      ImageName sameDigest = byDigest.putIfAbsent(image.repository() + '@' + image.digest(), image);
      if (sameTag != null && !sameTag.digest().equals(image.digest())) {
        report
            .at(
                use.span(),
                image.shown(),
                image.shown() + " has another digest here than above: " + shortened(sameTag))
            .because("the digest decides, so that one tag stands for two images in one build")
            .advise("give both places the same digest");
      } else if (sameDigest != null && contradict(sameDigest, image)) {
        report
            .at(
                use.span(),
                image.shown(),
                "the digest of " + image.shown() + " is that of " + sameDigest.shown() + " above")
            .because("the digest decides, and the tag says what is not so")
            .advise("give each tag its own digest");
      }
    }
  }

  private static ImageEvidence.@Nullable Image evidence(DockerfileFacts facts, ImageUse use) {
    String name = use.name();
    return name == null ? null : facts.evidence().of(name);
  }

  /** True where what the registry says of the digest contradicts the tag: older does not. */
  private static boolean judge(
      Reporter report, ImageUse use, ImageName image, ImageEvidence.@Nullable Image found) {
    String contradiction = found == null ? null : TagEvidence.contradiction(image, found);
    if (contradiction != null) {
      report
          .at(
              use.span(),
              image.shown(),
              "the digest is not of " + image.shown() + ": " + contradiction)
          .level(Level.ERROR)
          .because("the digest decides, and the tag says what is not so")
          .advise("write the tag that the digest is of, or the digest that the tag has");
    }
    return contradiction != null;
  }

  /**
   * Two tags of one image may well have one digest, the one saying more than the other; two that
   * name different versions or variants may not.
   */
  private static boolean contradict(ImageName one, ImageName other) {
    String[] first = one.tag().split("-", -1);
    String[] second = other.tag().split("-", -1);
    boolean versions =
        Character.isDigit(first[0].isEmpty() ? 'x' : first[0].charAt(0))
            && Character.isDigit(second[0].isEmpty() ? 'x' : second[0].charAt(0));
    return versions && !TagEvidence.sameVersion(first[0], second[0]);
  }

  private static String shortened(ImageName image) {
    String digest = image.digest();
    return digest.length() > 19 ? digest.substring(0, 19) + "…" : digest;
  }
}
