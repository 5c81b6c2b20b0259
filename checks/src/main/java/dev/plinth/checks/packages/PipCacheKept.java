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

/** Downloads and wheels of pip in the image. */
@RuleInfo(
    id = "pip-cache-kept",
    level = Level.WARNING,
    title = "Cache of pip or uv left in the image",
    category = Category.PACKAGES,
    aliases = {"hadolint:DL3042"})
public final class PipCacheKept implements Rule {
  private static final KeptCache CACHE =
      new KeptCache() {
        @Override
        @Nullable Leftover leaves(Run run, PackageCall call) {
          if (!call.does(Action.INSTALL) && !call.does(Action.DOWNLOAD)) {
            return null;
          }
          if (call.manager() == PackageManager.PIP) {
            return call.has("--no-cache-dir", "--no-index", "--cache-dir")
                    || given(run, call, "PIP_NO_CACHE_DIR")
                ? null
                : Leftover.PIP_CACHE;
          }
          return call.manager() == PackageManager.UV
                  && !call.has("--no-cache", "--no-cache-dir", "-n", "--cache-dir")
                  && !given(run, call, "UV_NO_CACHE")
              ? Leftover.UV_CACHE
              : null;
        }

        @Override
        String[] folders(Leftover leftover) {
          return new String[] {leftover == Leftover.UV_CACHE ? "/.cache/uv" : "/.cache/pip"};
        }

        @Override
        String message(PackageCall call) {
          return call.manager().program() + " keeps all that this downloads a second time";
        }

        @Override
        void mend(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit) {
          boolean uv = calls.getFirst().manager() == PackageManager.UV;
          if (!mount(facts, run, calls, hit)) {
            option(run, hit, calls, uv ? "--no-cache" : "--no-cache-dir");
          }
        }
      };

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    CACHE.check(facts, report);
  }
}
