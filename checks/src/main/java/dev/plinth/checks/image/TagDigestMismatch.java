package dev.plinth.checks.image;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Lifecycles;
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
      } else {
        judge(report, use, image, facts.evidence().of(use.shown()));
      }
    }
  }

  /** Holds the tag against what the registry says of the digest: older is no contradiction. */
  private static void judge(
      Reporter report, ImageUse use, ImageName image, ImageEvidence.@Nullable Image found) {
    String contradiction = found == null ? null : contradiction(image, found);
    if (contradiction != null) {
      report
          .at(
              use.span(),
              image.shown(),
              "the digest is not of " + image.shown() + ": " + contradiction)
          .because("the digest decides, and the tag says what is not so")
          .advise("write the tag that the digest is of, or the digest that the tag has");
    }
  }

  private static @Nullable String contradiction(ImageName image, ImageEvidence.Image found) {
    String version = KnownBases.version(image.tag());
    String actual = version(image, found);
    if (!version.isEmpty() && !actual.isEmpty() && !sameVersion(version, actual)) {
      return "it says that its version is " + actual;
    }
    Lifecycle named = KnownBases.distribution(image);
    String base = found.annotations().get("org.opencontainers.image.base.name");
    Lifecycle beneath = base == null ? null : KnownBases.distribution(ImageName.of(base));
    if (named != null
        && beneath != null
        && !(named.product().equals(beneath.product()) && named.cycle().equals(beneath.cycle()))) {
      return "it is built upon " + base;
    }
    String tag = image.tag();
    String architecture = tag.endsWith("-arm64") ? "arm64" : tag.endsWith("-amd64") ? "amd64" : "";
    if (!architecture.isEmpty()
        && !found.platforms().isEmpty()
        && found.platforms().stream().noneMatch(each -> each.contains("/" + architecture))) {
      return "it is made for " + String.join(", ", found.platforms());
    }
    return null;
  }

  private static String version(ImageName image, ImageEvidence.Image found) {
    String annotated = found.annotations().get("org.opencontainers.image.version");
    if (annotated != null && !KnownBases.version(annotated).isEmpty()) {
      return KnownBases.version(annotated);
    }
    String variable =
        switch (Lifecycles.product(image)) {
          case "python" -> "PYTHON_VERSION";
          case "nodejs" -> "NODE_VERSION";
          case "go" -> "GOLANG_VERSION";
          case "ruby" -> "RUBY_VERSION";
          case "php" -> "PHP_VERSION";
          case "postgresql" -> "PG_MAJOR";
          default -> "";
        };
    return KnownBases.version(found.environment().getOrDefault(variable, ""));
  }

  /** True where one says the same as the other, or less. */
  private static boolean sameVersion(String one, String other) {
    return (one + ".").startsWith(other + ".") || (other + ".").startsWith(one + ".");
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
    return versions && !sameVersion(first[0], second[0]);
  }

  private static String shortened(ImageName image) {
    String digest = image.digest();
    return digest.length() > 19 ? digest.substring(0, 19) + "…" : digest;
  }
}
