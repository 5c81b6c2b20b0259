package dev.plinth.checks.pipeline;

import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.ci.Scan;
import dev.plinth.checks.ci.Trigger;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;

/** A scanner that looks for secrets is told not to, and nothing else does. */
@RuleInfo(
    id = "secret-scan-off",
    level = Level.WARNING,
    title = "Scanner for secrets switched off",
    category = Category.PIPELINES)
public final class SecretScanOff implements CiRule {
  @Override
  public void check(CiFacts facts, Reporter report) {
    if (facts.elsewhere(Trigger.PULL_REQUEST, Trigger.PUSH, Trigger.MAIN, Trigger.SCHEDULE)) {
      return;
    }
    for (Scan other : facts.allScans()) {
      if (other.secrets()) {
        return;
      }
    }
    for (Scan scan : facts.scans()) {
      if (scan.withoutSecrets() != null) {
        report
            .at(
                scan.withoutSecrets(),
                scan.tool(),
                "the scan looks for vulnerabilities alone, and nothing in the repository's"
                    + " pipelines looks for secrets")
            .advise("add secret to the scanners: vuln,secret");
      }
    }
  }
}
