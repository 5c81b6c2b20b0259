package dev.plinth.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One verb of the command line. Adding one means one class and one line in {@link Verbs}.
 *
 * <p>A verb parses nothing itself: picocli fills the {@link ParseResult} from {@link #spec}. Only
 * the verb that is run builds its specification, since every one costs start-up time.
 */
interface Verb {
  /** The word typed. */
  String name();

  /** One line for the table of verbs, without a final stop. */
  String summary();

  /**
   * Begins, on a thread of its own, what a run will wait for whatever the command line says; called
   * before that is read. Nothing may come of it that shows.
   */
  default void prepare(String[] arguments, Console console) {}

  /** Its options and parameters; name and standard options are added by the caller. */
  CommandSpec spec();

  /**
   * Does the work.
   *
   * @return the exit code: 0 passed, 1 the policy blocks
   * @throws dev.plinth.foundation.PlinthException when it could not finish: exit code 3
   */
  int run(ParseResult arguments, Console console);
}
