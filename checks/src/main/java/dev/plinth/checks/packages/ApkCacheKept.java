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

/** The index of apk in the image. */
@RuleInfo(
    id = "apk-cache-kept",
    level = Level.INFO,
    title = "Index of apk left in the image",
    category = Category.PACKAGES,
    aliases = {"hadolint:DL3019", "trivy:DS-0025", "dockle:DKL-DI-0004"})
public final class ApkCacheKept implements Rule {
  private static final KeptCache CACHE =
      new KeptCache() {
        @Override
        @Nullable Leftover leaves(Run run, PackageCall call) {
          return call.manager() == PackageManager.APK
                  && (call.does(Action.INSTALL)
                      || call.does(Action.UPGRADE)
                      || call.does(Action.UPDATE))
                  && !call.has("--no-cache")
              ? Leftover.APK_CACHE
              : null;
        }

        @Override
        String[] folders(Leftover leftover) {
          return new String[] {"/var/cache/apk", "/etc/apk/cache"};
        }

        @Override
        String message(PackageCall call) {
          return "the index that this downloads stays in /var/cache/apk";
        }

        @Override
        void mend(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit) {
          if (mount(facts, run, calls, hit)) {
            return;
          }
          if (calls.stream().anyMatch(call -> call.does(Action.UPDATE))) {
            hit.advise("leave apk update out, and write apk add --no-cache");
          } else {
            option(run, hit, calls, "--no-cache");
          }
        }
      };

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    CACHE.check(facts, report);
  }
}
