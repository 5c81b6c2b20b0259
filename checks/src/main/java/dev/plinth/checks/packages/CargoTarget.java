package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import org.jspecify.annotations.Nullable;

/** The cache mount over what cargo compiles. */
final class CargoTarget {
  private CargoTarget() {}

  /**
   * The folder that cargo builds in, for a mount beside those of {@link CacheMounts#of}: only where
   * the same RUN copies out of it what was built, and nothing else of the file names it.
   *
   * @return null where that is not so
   */
  static @Nullable String of(DockerfileFacts facts, Run run) {
    String folder = run.place().step().before().workdir();
    if (folder == null
        || run.place().step().before().workdirBy() == null
        || !folder.matches("(/[A-Za-z0-9._-]+)+")
        || CacheMounts.group(facts, run, "cargo").size() != 1) {
      return null;
    }
    int built = -1;
    boolean copied = false;
    for (Call call : run.calls().all()) {
      if (call.is("cd") || call.setting("CARGO_TARGET_DIR") != null) {
        return null;
      } else if (call.is("cargo")) {
        if (copied || call.has("--target-dir") || call.has("--manifest-path")) {
          return null;
        }
        built = call.argument(0).equals("build") ? call.index() : built;
      } else if (built >= 0 && call.isAny("cp", "mv", "install")) {
        copied |= call.arguments().stream().anyMatch(word -> inTarget(word.pattern(), folder));
      }
    }
    if (!copied
        || KeptCache.given(run, run.calls().all().getFirst(), "CARGO_TARGET_DIR")
        || KeptCache.given(run, run.calls().all().getFirst(), "CARGO_BUILD_TARGET_DIR")) {
      return null;
    }
    for (Place place : facts.places()) {
      if (place.step().index() != run.place().step().index()
          || place.stage().index() != run.place().stage().index()) {
        String raw = facts.source().raw(place.instruction().span());
        if (raw.contains("target/") || raw.contains("/target")) {
          return null;
        }
      }
    }
    return CacheMounts.CACHE + folder + "/target" + CacheMounts.LOCKED;
  }

  private static boolean inTarget(String path, String folder) {
    String relative = path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
    return relative.startsWith("target/") || relative.startsWith("./target/");
  }
}
