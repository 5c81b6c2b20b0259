package dev.plinth.policy.file;

import dev.plinth.policy.exceptions.ExceptionRule;
import java.util.List;

/**
 * A project's {@code .plinth.yaml}, or the organisation's policy of the same form. The schema
 * stands in {@code docs/policy.md} and {@code docs/plinth-yaml.schema.json}.
 *
 * @param label the file as messages name it
 * @param settings what blocks
 * @param exceptions what is set aside, in the order of the file
 * @param vex documents that it names, as written
 * @param permit what it permits to others; a project's file permits nothing
 */
public record PolicyFile(
    String label,
    Settings settings,
    List<ExceptionRule> exceptions,
    List<String> vex,
    Permit permit) {
  /** Keeps its own copies. */
  public PolicyFile {
    exceptions = List.copyOf(exceptions);
    vex = List.copyOf(vex);
  }

  /** An empty one. */
  public static PolicyFile empty(String label) {
    return new PolicyFile(label, Settings.NONE, List.of(), List.of(), Permit.NOTHING);
  }
}
