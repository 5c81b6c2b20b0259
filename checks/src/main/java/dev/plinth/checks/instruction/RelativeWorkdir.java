package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A relative WORKDIR where no absolute one stands above it. */
@RuleInfo(
    id = "relative-workdir",
    level = Level.WARNING,
    title = "WORKDIR that depends on the base image",
    category = Category.INSTRUCTIONS,
    aliases = {
      "hadolint:DL3000",
      "buildkit:WorkdirRelativePath",
      "trivy:DS-0009",
      "checkov:CKV_DOCKER_10"
    })
public final class RelativeWorkdir implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places(Keyword.WORKDIR)) {
      @Nullable Word word = place.instruction().rest();
      Stage.Situation before = place.step().before();
      if (word == null
          || place.onbuild()
          || before.workdir() != null
          || before.workdirBy() != null) {
        continue;
      }
      @Nullable String path = Paths.expanded(facts, place, word);
      if (path == null || path.isEmpty() || Paths.absolute(path)) {
        continue;
      }
      Reporter.Hit hit =
          report
              .at(word.span(), path, "where " + path + " is depends on the base image's directory")
              .because("no absolute WORKDIR stands above it in this file");
      char first = word.value().charAt(0);
      if (Character.isLetterOrDigit(first) || first == '_') {
        hit.edit("begin with a slash", Safety.REVIEW, Edits.insert(word.span().start(), "/"));
      } else {
        hit.advise("write the whole path from the root");
      }
    }
  }
}
