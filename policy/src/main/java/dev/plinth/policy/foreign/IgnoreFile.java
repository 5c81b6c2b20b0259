package dev.plinth.policy.foreign;

import dev.plinth.policy.Notice;
import dev.plinth.policy.exceptions.ExceptionRule;
import java.util.List;

/**
 * Another scanner's ignore file.
 *
 * @param label as messages name it
 * @param rules what can be honoured exactly as that scanner would
 * @param notices what cannot: it has no effect, rather than one that is wider than was meant
 */
public record IgnoreFile(String label, List<ExceptionRule> rules, List<Notice> notices) {
  /** The largest file that is read. */
  public static final int MAX_BYTES = 1 << 20;

  /** Keeps its own copies. */
  public IgnoreFile {
    rules = List.copyOf(rules);
    notices = List.copyOf(notices);
  }
}
