package dev.plinth.checks.pipeline;

import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.ci.ImageBuild;
import dev.plinth.checks.ci.Trigger;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** A scheduled build, or one of a release, that may take an old base. */
@RuleInfo(
    id = "build-without-pull",
    level = Level.WARNING,
    title = "Scheduled or release build upon whatever base is there",
    category = Category.PIPELINES)
public final class BuildWithoutPull implements CiRule {
  @Override
  public void check(CiFacts facts, Reporter report) {
    for (ImageBuild build : facts.builds()) {
      boolean scheduled = build.triggers().contains(Trigger.SCHEDULE);
      if (build.pulls() || !(scheduled || build.triggers().contains(Trigger.RELEASE))) {
        continue;
      }
      Reporter.Hit hit =
          report.at(
              build.span(),
              build.builder(),
              (scheduled ? "the scheduled build" : "the build of a release")
                  + " takes the base that its machine already has, not the newest one of that"
                  + " tag");
      hit.advise("add " + build.option());
      if (build.fresh()) {
        hit.level(Level.INFO)
            .because("the machine or its builder is new, and has a base only where one is kept");
      }
    }
  }
}
