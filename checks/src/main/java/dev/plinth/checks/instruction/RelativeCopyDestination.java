package dev.plinth.checks.instruction;

import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** COPY or ADD to a relative path where no WORKDIR says what it is relative to. */
@RuleInfo(
    id = "relative-copy-destination",
    level = Level.WARNING,
    title = "Copied to where the base image decides",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3045"})
public final class RelativeCopyDestination implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    int told = -1;
    for (Place place : facts.places()) {
      Arguments.@Nullable Paths paths = place.instruction().paths();
      Stage.Situation before = place.step().before();
      if (paths == null
          || place.is(Keyword.VOLUME)
          || place.onbuild()
          || place.stage().index() == told
          || before.workdir() != null
          || before.workdirBy() != null) {
        continue;
      }
      @Nullable Word target = paths.destination();
      @Nullable String path = target == null ? null : Paths.expanded(facts, place, target);
      if (target == null || path == null || path.isEmpty() || Paths.absolute(path)) {
        continue;
      }
      told = place.stage().index();
      Reporter.Hit hit =
          report
              .at(
                  target.span(),
                  path,
                  "where " + path + " is depends on the base image's directory")
              .because("no WORKDIR stands above it; where the base has none, it is the root")
              .advise("set WORKDIR above it, or write the whole path");
      if (BaseFacts.of(facts).base(place.stage()) != null) {
        // The directory of a well-known image is known, and does not change.
        hit.level(Level.INFO);
      }
    }
  }
}
