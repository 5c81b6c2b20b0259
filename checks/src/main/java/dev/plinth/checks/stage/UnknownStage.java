package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.NearName;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is taken from a name that is neither a stage nor looks like an image. */
@RuleInfo(
    id = "unknown-stage",
    level = Level.WARNING,
    title = "Stage that does not exist",
    category = Category.STAGES,
    aliases = {"hadolint:DL3022"})
public final class UnknownStage implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    List<Stage> stages = facts.build().stages();
    Set<String> names = new LinkedHashSet<>();
    for (Stage stage : stages) {
      if (!stage.name().isEmpty()) {
        names.add(stage.name());
      }
    }
    NearName near = new NearName(names);
    for (ImageUse use : facts.build().images()) {
      if (use.refersTo() >= 0 || use.variable() || use.written().isEmpty()) {
        continue;
      }
      switch (use.place()) {
        case COPY_FROM -> copied(use, stages.size(), near, report);
        case MOUNT_FROM -> named(use, near, report);
        case FROM -> base(use, names, report);
        case SYNTAX -> {
          // That names an image, whatever the stages are called.
        }
      }
    }
  }

  private static void copied(ImageUse use, int stages, NearName near, Reporter report) {
    String written = use.written();
    if (!written.chars().allMatch(c -> c >= '0' && c <= '9')) {
      named(use, near, report);
    } else if (written.length() > 6 || Integer.parseInt(written) >= stages) {
      report
          .at(
              use.span(),
              written,
              "there is no stage "
                  + written
                  + ": the file has "
                  + (stages == 1 ? "one, number 0" : stages + ", from 0 to " + (stages - 1)))
          .level(Level.ERROR)
          .advise("name the stage and copy from its name");
    }
  }

  private static void named(ImageUse use, NearName near, Reporter report) {
    String name = use.shown();
    if (imageLike(name) || name.equals("context") || name.equals("scratch")) {
      return;
    }
    @Nullable String meant = near.of(name);
    Reporter.Hit hit =
        report.at(
            use.span(),
            name,
            "no stage is called "
                + name
                + ", so that the builder asks Docker Hub for an image of that name");
    if (meant == null) {
      hit.advise(
          "name an earlier stage, or the whole image with its tag, such as " + name + ":1.0");
    } else {
      hit.replace("copy from the stage " + meant, Safety.REVIEW, meant);
    }
  }

  /** FROM takes stages above it only, and only by their names in lower case. */
  private static void base(ImageUse use, Set<String> names, Reporter report) {
    String name = use.shown();
    if (use.scratch() || imageLike(name)) {
      return;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.equals(name) && names.contains(lower)) {
      report
          .at(
              use.span(),
              name,
              "the builder keeps stage names in lower case, so that " + name + " is not found")
          .replace("write the stage's name in lower case", Safety.REVIEW, lower);
    } else if (names.contains(name)) {
      report
          .at(
              use.span(),
              name,
              "the stage "
                  + name
                  + " comes later, so that the builder asks Docker Hub for an image of that name")
          .advise("move the stage above this FROM, or write the image with its tag");
    }
  }

  /** True for what has a tag, a digest, a repository's path or a registry. */
  private static boolean imageLike(String name) {
    return name.indexOf(':') >= 0 || name.indexOf('@') >= 0 || name.indexOf('/') >= 0;
  }
}
