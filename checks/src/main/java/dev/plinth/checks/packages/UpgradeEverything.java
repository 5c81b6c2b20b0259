package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.findings.Level;

/** The whole base, upgraded. */
@RuleInfo(
    id = "upgrade-everything",
    level = Level.INFO,
    title = "Upgrade of all packages of the base",
    category = Category.PACKAGES,
    aliases = {
      "hadolint:DL3005",
      "hadolint:DL3017",
      "hadolint:DL3031",
      "hadolint:DL3035",
      "hadolint:DL3039",
      "trivy:DS-0024",
      "dockle:DKL-DI-0003"
    })
public final class UpgradeEverything implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (PackageCall call : run.calls().packages()) {
        if (call.does(Action.UPGRADE)
            && call.manager().ofDistribution()
            && call.packages().isEmpty()
            && !call.has("--security", "--advisory", "--bugfix")
            && !call.command().equals("patch")) {
          report
              .at(
                  KeptCache.span(call),
                  call.manager().program(),
                  "this upgrades the base: what comes out depends on the day")
              .advise("build on a base that is rebuilt, with --pull, and move its digest");
        }
      }
    }
  }
}
