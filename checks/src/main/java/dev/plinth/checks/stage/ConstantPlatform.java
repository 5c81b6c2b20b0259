package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A platform that the file decides for everybody who builds it. */
@RuleInfo(
    id = "constant-platform",
    level = Level.WARNING,
    title = "Platform fixed in FROM",
    category = Category.STAGES,
    aliases = {"hadolint:DL3029", "buildkit:FromPlatformFlagConstDisallowed"})
public final class ConstantPlatform implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      @Nullable Flag platform = stage.from().flag("platform");
      if (platform == null || platform.value() == null || platform.value().indexOf('$') >= 0) {
        continue;
      }
      String[] parts = platform.value().toLowerCase(Locale.ROOT).split("/", 3);
      if (namedFor(stage, parts)) {
        continue;
      }
      Reporter.Hit hit =
          report
              .at(platform.span(), "platform", "the stage is always for " + platform.value())
              .because(
                  "whoever builds on or for another platform gets this one, emulated or not at"
                      + " all");
      if (ofOnePlatform(stage)) {
        hit.advise("take the image that is for all platforms, and leave the platform to the build");
        continue;
      }
      hit.edit(
          "leave the platform to the build",
          Safety.REVIEW,
          Edits.deleteFlag(facts.source(), platform));
    }
  }

  /** True for images of Docker's that are for one processor by their names. */
  private static boolean ofOnePlatform(Stage stage) {
    String image = stage.base().shown();
    return image.matches(
        "(docker\\.io/)?(amd64|i386|arm32v[567]|arm64v8|ppc64le|s390x|riscv64|mips64le|winamd64)/.*");
  }

  /** A stage that says in its name which platform it is for means it. */
  private static boolean namedFor(Stage stage, String[] parts) {
    if (stage.name().isEmpty()) {
      return false;
    }
    for (String part : parts) {
      if (!part.isEmpty() && stage.name().contains(part)) {
        return true;
      }
    }
    return false;
  }
}
