package dev.plinth.checks.pipeline;

import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.ci.Scan;
import dev.plinth.checks.ci.Trigger;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Level;

/** What has no fix is passed over by every scan that a timetable runs, or by all. */
@RuleInfo(
    id = "ignore-unfixed-everywhere",
    level = Level.WARNING,
    title = "What has no fix is never looked at",
    category = Category.PIPELINES)
public final class IgnoreUnfixedEverywhere implements CiRule {
  @Override
  public void check(CiFacts facts, Reporter report) {
    if (facts.elsewhere(Trigger.SCHEDULE)) {
      return;
    }
    for (Scan scan : facts.scans()) {
      if (scan.withoutUnfixed() != null) {
        report(facts, scan, scan.withoutUnfixed(), report);
      }
    }
  }

  private static void report(CiFacts facts, Scan scan, Span span, Reporter report) {
    boolean full = false;
    for (Scan other : facts.allScans()) {
      if (other.vulnerabilities() && other.withoutUnfixed() == null && other.covers(scan)) {
        if (other.triggers().contains(Trigger.SCHEDULE)) {
          return;
        }
        full = true;
      }
    }
    Reporter.Hit hit =
        report.at(
            span,
            scan.tool(),
            full
                ? "vulnerabilities without a fix are passed over, and no scheduled scan looks at"
                    + " them"
                : "vulnerabilities without a fix are passed over by every scan: nobody ever sees"
                    + " them");
    hit.advise("scan without it once a week, and keep it for the gate");
    if (full) {
      hit.level(Level.INFO)
          .because("another scan looks at them, but only when something is changed");
    }
  }
}
