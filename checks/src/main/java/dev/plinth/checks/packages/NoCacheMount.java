package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** Downloads that the next build repeats. */
@RuleInfo(
    id = "no-cache-mount",
    level = Level.INFO,
    title = "Dependencies installed without a cache mount",
    category = Category.PACKAGES,
    standard = false)
public final class NoCacheMount implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      if (run.place().instruction().flag("mount") != null) {
        continue;
      }
      for (PackageCall call : run.calls().packages()) {
        String folder =
            call.does(Action.INSTALL) || call.does(Action.DOWNLOAD) ? folder(call) : null;
        if (folder != null) {
          report
              .at(
                  KeptCache.span(call),
                  call.manager().program(),
                  "the next build downloads all of this again")
              .edit(
                  "keep downloads in a cache mount, beside the image",
                  Safety.REVIEW,
                  Edits.insert(
                      run.place().instruction().word().span().end(),
                      " --mount=type=cache,target=" + folder));
          break;
        }
      }
    }
  }

  private static @Nullable String folder(PackageCall call) {
    return switch (call.manager()) {
      case PIP -> "/root/.cache/pip";
      case UV -> "/root/.cache/uv";
      case POETRY -> "/root/.cache/pypoetry";
      case NPM -> "/root/.npm";
      case YARN -> "/usr/local/share/.cache/yarn";
      case PNPM -> "/root/.local/share/pnpm/store";
      case GO -> "/go/pkg/mod";
      case CARGO -> "/usr/local/cargo/registry";
      case COMPOSER -> "/root/.composer/cache";
      case BUNDLE -> "/usr/local/bundle/cache";
      default -> null;
    };
  }
}
