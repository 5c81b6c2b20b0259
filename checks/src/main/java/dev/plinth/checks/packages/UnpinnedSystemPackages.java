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
import dev.plinth.dockerfile.calls.PackageCall.Kind;
import dev.plinth.dockerfile.calls.PackageCall.Requested;
import dev.plinth.findings.Level;

/** Any version of a package. */
@RuleInfo(
    id = "unpinned-system-packages",
    level = Level.INFO,
    title = "Distribution package without a version",
    category = Category.PACKAGES,
    aliases = {
      "hadolint:DL3008",
      "hadolint:DL3018",
      "hadolint:DL3033",
      "hadolint:DL3037",
      "hadolint:DL3041"
    },
    standard = false)
public final class UnpinnedSystemPackages implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (PackageCall call : run.calls().packages()) {
        if (!call.does(Action.INSTALL)
            || !call.manager().ofDistribution()
            || call.command().contains("dep")) {
          continue;
        }
        for (Requested wanted : call.packages(Kind.NAME)) {
          if (!wanted.constrained()) {
            String name = OptionWords.text(call, wanted.word());
            report
                .at(
                    call.call().span(wanted.word()),
                    name,
                    name + " is installed in whatever version there is")
                .advise("name the version, or pin the base and the archive's snapshot");
          }
        }
      }
    }
  }
}
