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

/** Metadata and packages of dnf, yum or zypper in the image. */
@RuleInfo(
    id = "rpm-cache-kept",
    level = Level.WARNING,
    title = "Cache of dnf, yum or zypper left in the image",
    category = Category.PACKAGES,
    aliases = {
      "hadolint:DL3032",
      "hadolint:DL3036",
      "hadolint:DL3040",
      "trivy:DS-0015",
      "trivy:DS-0019",
      "trivy:DS-0020",
      "trivy:DS-0027"
    })
public final class RpmCacheKept implements Rule {
  private static final KeptCache CACHE =
      new KeptCache() {
        @Override
        @Nullable Leftover leaves(Run run, PackageCall call) {
          if (!call.does(Action.INSTALL)
              && !call.does(Action.UPGRADE)
              && !call.does(Action.UPDATE)) {
            return null;
          }
          if (call.manager() == PackageManager.ZYPPER) {
            return Leftover.ZYPPER_CACHE;
          }
          return call.manager().isDnf() ? Leftover.DNF_CACHE : null;
        }

        @Override
        String[] folders(Leftover leftover) {
          return leftover == Leftover.ZYPPER_CACHE
              ? new String[] {"/var/cache/zypp"}
              : new String[] {
                "/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum", "/var/cache/tdnf"
              };
        }

        @Override
        String message(PackageCall call) {
          return "what " + call.manager().program() + " downloads for this stays in /var/cache";
        }

        @Override
        void mend(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit) {
          if (mount(facts, run, calls, hit)) {
            return;
          }
          String program = calls.getFirst().call().program();
          boolean zypper = calls.getFirst().manager() == PackageManager.ZYPPER;
          String command = program + (zypper ? " clean --all" : " clean all");
          append(facts, run, hit, "clean the cache", command);
        }
      };

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    CACHE.check(facts, report);
  }
}
