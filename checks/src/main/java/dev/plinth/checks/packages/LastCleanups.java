package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Cleanup.Leftover;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last RUN of each stage that clears something away: one pass for all caches. */
final class LastCleanups {
  private final Map<String, Run> last = new HashMap<>();

  LastCleanups(DockerfileFacts facts) {
    for (Run run : RunCalls.of(facts)) {
      if (run.calls().cleanups().isEmpty()) {
        continue;
      }
      for (Leftover leftover : Leftover.values()) {
        if (run.calls().cleans(leftover)) {
          last.put(key(run.place().stage().index(), leftover), run);
        }
      }
    }
  }

  private static String key(int stage, Leftover leftover) {
    return stage + leftover.name();
  }

  /** Null where no RUN of the stage does. */
  @Nullable Run of(int stage, Leftover leftover) {
    return last.get(key(stage, leftover));
  }
}
