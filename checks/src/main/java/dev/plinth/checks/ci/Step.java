package dev.plinth.checks.ci;

import dev.plinth.dockerfile.calls.Calls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a job.
 *
 * @param file that it stands in
 * @param action that it uses; null where it uses none
 * @param inputs of the action
 * @param environment the variables that it is given
 * @param calls what its scripts run
 * @param condition what has to be true that it runs, in GitHub's words; empty for nothing
 */
record Step(
    CiFile file,
    @Nullable ActionUse action,
    Variables inputs,
    Variables environment,
    List<Calls> calls,
    String condition) {
  /** An input's text; empty where it has none. */
  String input(String name) {
    return inputs.text(name);
  }

  /** A variable's text; empty where it has none. */
  String variable(String name) {
    return environment.text(name);
  }
}
