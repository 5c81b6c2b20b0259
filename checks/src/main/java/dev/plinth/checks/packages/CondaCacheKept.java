package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Cleanup.Leftover;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packages of conda in the image, packed and unpacked. */
@RuleInfo(
    id = "conda-cache-kept",
    level = Level.WARNING,
    title = "Cache of conda or mamba left in the image",
    category = Category.PACKAGES)
public final class CondaCacheKept implements Rule {
  private static final KeptCache CACHE =
      new KeptCache() {
        @Override
        @Nullable Leftover leaves(Run run, PackageCall call) {
          boolean conda =
              call.manager() == PackageManager.CONDA || call.manager() == PackageManager.MAMBA;
          return conda && (call.does(Action.INSTALL) || call.does(Action.UPGRADE))
              ? Leftover.CONDA_CACHE
              : null;
        }

        @Override
        String[] folders(Leftover leftover) {
          return new String[] {"/pkgs"};
        }

        @Override
        String message(PackageCall call) {
          return "the packages that this downloads stay in the folder pkgs beside the environment";
        }

        @Override
        void mend(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit) {
          append(
              facts,
              run,
              hit,
              "clean the cache",
              calls.getFirst().call().program() + " clean --all --yes");
        }
      };

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    CACHE.check(facts, report);
  }
}
