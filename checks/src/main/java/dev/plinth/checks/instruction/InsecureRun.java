package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** RUN --security=insecure: a build step with all privileges. */
@RuleInfo(
    id = "insecure-run",
    level = Level.WARNING,
    title = "RUN without the sandbox",
    category = Category.IDENTITY)
public final class InsecureRun implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places(Keyword.RUN)) {
      @Nullable Flag flag = place.instruction().flag("security");
      if (flag != null && flag.valueOrEmpty().equals("insecure")) {
        report
            .at(flag.span(), "security", "this step runs with all privileges on the builder")
            .because("whatever it downloads and runs can reach the machine that builds")
            .edit("run it in the sandbox", Safety.REVIEW, Edits.deleteFlag(facts.source(), flag));
      }
    }
  }
}
