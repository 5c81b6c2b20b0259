package dev.plinth.checks.rule;

/**
 * One thing that can be wrong with a Dockerfile, or with a file of a pipeline (see {@code
 * checks.ci}). A rule reads facts and reports; it prints nothing, changes nothing, asks no network,
 * keeps no state between files, and never throws. Each is a final class with a {@link RuleInfo}, a
 * page among the resources ({@code pages/<id>.md}) whose examples are its test, and a line in the
 * one list.
 */
@FunctionalInterface
public interface Rule {
  /** Reports what is wrong, in any order. Takes time linear in the file. */
  void check(DockerfileFacts facts, Reporter report);
}
