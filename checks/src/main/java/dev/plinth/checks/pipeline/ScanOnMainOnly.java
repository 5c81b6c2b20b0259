package dev.plinth.checks.pipeline;

import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.ci.Scan;
import dev.plinth.checks.ci.Scan.Target;
import dev.plinth.checks.ci.Trigger;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** What is scanned once it is merged, and never before. */
@RuleInfo(
    id = "scan-on-main-only",
    level = Level.WARNING,
    title = "Scan after the merge only",
    category = Category.PIPELINES)
public final class ScanOnMainOnly implements CiRule {
  @Override
  public void check(CiFacts facts, Reporter report) {
    if (facts.elsewhere(Trigger.PULL_REQUEST, Trigger.PUSH)) {
      return;
    }
    boolean images = before(facts, true);
    boolean files = before(facts, false);
    for (Scan scan : facts.scans()) {
      boolean before = scan.target() == Target.IMAGE ? images : files;
      if (scan.vulnerabilities() && scan.triggers().contains(Trigger.MAIN) && !before) {
        report
            .at(
                scan.span(),
                scan.tool(),
                "this scan runs once a change is merged, and no such scan before: what a pull"
                    + " request brings is found when it is in")
            .advise("run it on pull requests, too (GitHub: pull_request; GitLab: merge requests)");
      }
    }
  }

  /** True where proposed changes are scanned: images, or anything. */
  private static boolean before(CiFacts facts, boolean images) {
    for (Scan other : facts.allScans()) {
      boolean proposed =
          other.triggers().contains(Trigger.PULL_REQUEST)
              || other.triggers().contains(Trigger.PUSH);
      if (other.vulnerabilities() && proposed && (!images || other.seesImages())) {
        return true;
      }
    }
    return false;
  }
}
