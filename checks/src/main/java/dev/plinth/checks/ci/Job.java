package dev.plinth.checks.ci;

import java.util.List;
import java.util.Set;

/**
 * What a pipeline does at one go.
 *
 * @param triggers what makes it run, as far as the files tell
 * @param fresh true where it runs on a machine that has no images yet
 * @param conditions what has to be true that it runs, in GitHub's words
 * @param steps in order
 */
record Job(Set<Trigger> triggers, boolean fresh, List<String> conditions, List<Step> steps) {
  /** Keeps its own copies. */
  Job {
    triggers = Set.copyOf(triggers);
    conditions = List.copyOf(conditions);
    steps = List.copyOf(steps);
  }
}
