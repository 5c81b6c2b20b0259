package dev.plinth.checks.pipeline;

import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.ci.Scan;
import dev.plinth.checks.ci.Scan.Target;
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
    Full images = full(facts, true);
    Full files = full(facts, false);
    for (Scan scan : facts.scans()) {
      Full full = scan.target() == Target.IMAGE ? images : files;
      if (scan.withoutUnfixed() != null && full != Full.SCHEDULED) {
        report(scan, scan.withoutUnfixed(), full, report);
      }
    }
  }

  /** When all of it is looked at. */
  private enum Full {
    NEVER,
    SOMETIMES,
    SCHEDULED
  }

  /** When images, or anything at all, are scanned in full. */
  private static Full full(CiFacts facts, boolean images) {
    Full full = Full.NEVER;
    for (Scan other : facts.allScans()) {
      if (other.vulnerabilities()
          && other.withoutUnfixed() == null
          && (!images || other.seesImages())) {
        if (other.triggers().contains(Trigger.SCHEDULE)) {
          return Full.SCHEDULED;
        }
        full = Full.SOMETIMES;
      }
    }
    return full;
  }

  private static void report(Scan scan, Span span, Full full, Reporter report) {
    boolean sometimes = full == Full.SOMETIMES;
    Reporter.Hit hit =
        report.at(
            span,
            scan.tool(),
            sometimes
                ? "vulnerabilities without a fix are passed over, and no scheduled scan looks at"
                    + " them"
                : "vulnerabilities without a fix are passed over by every scan: nobody ever sees"
                    + " them");
    hit.advise("scan without it once a week, and keep it for the gate");
    if (sometimes) {
      hit.level(Level.INFO)
          .because("another scan looks at them, but only when something is changed");
    }
  }
}
