package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.calls.Calls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a job.
 *
 * @param file that it stands in
 * @param action that it uses; null where it uses none
 * @param inputs of the action
 * @param environment the variables that it is given
 * @param calls what its scripts run
 */
record Step(
    CiFile file,
    @Nullable ActionUse action,
    Map<String, Scalar> inputs,
    Map<String, Scalar> environment,
    List<Calls> calls) {
  /** An input's text; empty where it has none. */
  String input(String name) {
    Scalar scalar = inputs.get(name);
    return scalar == null || scalar.absent() ? "" : scalar.text().strip();
  }

  /** A variable's text; empty where it has none. */
  String variable(String name) {
    Scalar scalar = environment.get(name);
    return scalar == null || scalar.absent() ? "" : scalar.text().strip();
  }
}
