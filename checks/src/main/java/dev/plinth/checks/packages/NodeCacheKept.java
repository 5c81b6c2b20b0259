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

/** Downloads of npm or yarn in the image. */
@RuleInfo(
    id = "node-cache-kept",
    level = Level.INFO,
    title = "Cache of npm or yarn left in the image",
    category = Category.PACKAGES,
    aliases = {"hadolint:DL3060"})
public final class NodeCacheKept implements Rule {
  private static final KeptCache CACHE =
      new KeptCache() {
        @Override
        @Nullable Leftover leaves(Run run, PackageCall call) {
          if (!call.does(Action.INSTALL) || call.has("--cache", "--cache-folder")) {
            return null;
          }
          // Pnpm and bun link what they install to their stores: nothing is there twice.
          return switch (call.manager()) {
            case NPM -> given(run, call, "npm_config_cache") ? null : Leftover.NPM_CACHE;
            case YARN -> given(run, call, "YARN_CACHE_FOLDER") ? null : Leftover.YARN_CACHE;
            default -> null;
          };
        }

        @Override
        String[] folders(Leftover leftover) {
          return leftover == Leftover.NPM_CACHE
              ? new String[] {"/.npm"}
              : new String[] {"/usr/local/share/.cache/yarn", "/.cache/yarn", "/.yarn"};
        }

        @Override
        String message(PackageCall call) {
          return call.manager().program() + " keeps all that this downloads a second time";
        }

        @Override
        void mend(DockerfileFacts facts, Run run, List<PackageCall> calls, Reporter.Hit hit) {
          boolean npm = calls.getFirst().manager() == PackageManager.NPM;
          if (mount(facts, run, calls, hit)) {
            return;
          }
          append(
              facts,
              run,
              hit,
              "clean the cache",
              npm ? "npm cache clean --force" : "yarn cache clean");
        }
      };

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    CACHE.check(facts, report);
  }
}
