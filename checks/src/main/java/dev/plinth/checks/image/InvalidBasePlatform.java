package dev.plinth.checks.image;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A platform asked for that the image is not made for, as far as names tell. */
@RuleInfo(
    id = "invalid-base-platform",
    level = Level.ERROR,
    title = "Base image that is not made for the platform asked for",
    category = Category.BASE_IMAGE,
    aliases = "buildkit:InvalidBaseImagePlatform")
public final class InvalidBasePlatform implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      Flag flag = stage.from().flag("platform");
      ImageName image = stage.base().external() ? BaseFacts.name(stage.base()) : null;
      if (flag == null || image == null || flag.valueOrEmpty().indexOf('$') >= 0) {
        continue;
      }
      String platform = flag.valueOrEmpty();
      String system = platform.indexOf('/') < 0 ? "" : platform.substring(0, platform.indexOf('/'));
      KnownBase base = BaseFacts.of(facts).base(stage.base());
      String actual = system(base);
      String architecture = architecture(image);
      if (!system.isEmpty() && !actual.isEmpty() && !system.equals(actual)) {
        report
            .at(
                flag.span(),
                image.shown(),
                image.shown() + " is made for " + actual + ", not for " + platform)
            .advise("ask for a platform of " + actual + ", or take another image");
      } else if (!architecture.isEmpty()
          && platform.startsWith("linux/")
          && !platform.startsWith("linux/" + architecture)
          && !("linux/" + architecture).startsWith(platform + "/")) {
        report
            .at(
                flag.span(),
                image.shown(),
                image.shown() + " is made for linux/" + architecture + ", not for " + platform)
            .advise("ask for linux/" + architecture + ", or take the image without that part");
      }
    }
  }

  private static String system(@Nullable KnownBase base) {
    if (base == null || base.distribution().isEmpty() || base.distribution().equals("none")) {
      return "";
    }
    return base.distribution().equals("windows") ? "windows" : "linux";
  }

  /** Docker Hub's folders of one architecture each, and tags that end in one; empty for others. */
  private static String architecture(ImageName image) {
    String folder =
        image.repository().indexOf('/') < 0
            ? ""
            : image.repository().substring(0, image.repository().indexOf('/'));
    String byFolder =
        switch (folder) {
          case "amd64" -> "amd64";
          case "arm64v8" -> "arm64";
          case "arm32v5", "arm32v6", "arm32v7" -> "arm/" + folder.substring(5);
          case "i386" -> "386";
          case "ppc64le", "s390x", "riscv64", "mips64le" -> folder;
          default -> "";
        };
    if (!byFolder.isEmpty()) {
      return byFolder;
    }
    String tag = image.tag();
    return tag.endsWith("-amd64")
        ? "amd64"
        : tag.endsWith("-arm64v8") || tag.endsWith("-arm64") ? "arm64" : "";
  }
}
