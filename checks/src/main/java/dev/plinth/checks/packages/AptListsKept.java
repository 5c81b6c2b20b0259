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
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists of apt in the image. */
@RuleInfo(
    id = "apt-lists-kept",
    level = Level.WARNING,
    title = "Package lists of apt left in the image",
    category = Category.PACKAGES,
    aliases = {"hadolint:DL3009", "dockle:DKL-DI-0005"})
public final class AptListsKept implements Rule {
  private static final KeptCache CACHE =
      new KeptCache() {
        @Override
        @Nullable Leftover leaves(Run run, PackageCall call) {
          return call.manager().isApt() && call.does(Action.UPDATE) && !UpdateAlone.alone(run, call)
              ? Leftover.APT_LISTS
              : null;
        }

        @Override
        String[] folders(Leftover leftover) {
          return new String[] {"/var/lib/apt/lists"};
        }

        @Override
        String message(PackageCall call) {
          return "the lists that this downloads stay in /var/lib/apt/lists";
        }

        @Override
        void mend(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit) {
          if (mount(facts, run, calls, hit)) {
            return;
          }
          if (CacheMounts.listsNeeded(facts, run)) {
            hit.advise(
                "update in each RUN that installs, and end this one with rm -rf"
                    + " /var/lib/apt/lists/*");
            return;
          }
          append(facts, run, hit, "remove the lists", "rm -rf /var/lib/apt/lists/*");
        }
      };

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    CACHE.check(facts, report);
  }
}
