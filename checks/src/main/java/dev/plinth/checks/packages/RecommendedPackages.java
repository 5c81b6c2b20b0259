package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;

/** More than what was asked for. */
@RuleInfo(
    id = "recommended-packages",
    level = Level.INFO,
    title = "apt-get install with recommended packages",
    category = Category.PACKAGES,
    aliases = {"hadolint:DL3015", "trivy:DS-0029"})
public final class RecommendedPackages implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    if (facts.source().raw().contains("Install-Recommends")) {
      return;
    }
    for (Run run : RunCalls.of(facts)) {
      if (!facts.shipped(run.place().stage())) {
        continue;
      }
      for (PackageCall call : run.calls().packages()) {
        boolean apt =
            call.manager() == PackageManager.APT_GET || call.manager() == PackageManager.APT;
        if (apt
            && call.command().equals("install")
            && !call.packages().isEmpty()
            && !call.has("--no-install-recommends", "--only-upgrade")
            && !OptionWords.any(call)) {
          report
              .at(
                  call.commandSpan(),
                  call.manager().program(),
                  "this brings the packages that those named merely recommend")
              .edit(
                  "leave recommended packages out",
                  Safety.REVIEW,
                  OptionWords.add(run, call, "--no-install-recommends"));
        }
      }
    }
  }
}
