package dev.plinth.checks.catalog;

import dev.plinth.checks.image.FloatingTag;
import dev.plinth.checks.rule.Rule;
import java.util.List;

/** The one list of rules: a new one is a line here, in the section of its package. */
public final class Rules {
  private Rules() {}

  /** All of them. They keep no state, so one of each serves all files. */
  public static List<Rule> all() {
    return ALL;
  }

  private static final List<Rule> ALL =
      List.of(
          // image
          new FloatingTag()
          // stage
          // identity
          // base
          // runtime
          // packages
          // run
          // shell
          // syntax
          // instruction
          // label
          // secret
          // context
          );
}
