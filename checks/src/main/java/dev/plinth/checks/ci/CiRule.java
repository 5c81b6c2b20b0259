package dev.plinth.checks.ci;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;

/**
 * One thing that can be wrong with a file of a pipeline. As other rules are, with its page's
 * examples in blocks {@code yaml PATH}, one for each file; a Dockerfile has nothing of it.
 */
public interface CiRule extends Rule {
  /** Reports what is wrong with one file, the others of its repository known. */
  void check(CiFacts facts, Reporter report);

  @Override
  default void check(DockerfileFacts facts, Reporter report) {
    // No pipeline is there.
  }
}
