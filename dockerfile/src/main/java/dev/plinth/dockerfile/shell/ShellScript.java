package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import org.jspecify.annotations.Nullable;

/**
 * A shell's text, read.
 *
 * @param text what was read
 * @param list its commands: all of them, or those before the place where it could not be read on
 * @param problem why it could not be read to its end; null where it was
 */
public record ShellScript(LogicalText text, ShellList list, @Nullable Problem problem) {
  /**
   * What the shell would refuse.
   *
   * @param at index where it was noticed
   * @param message a sentence without a final stop
   */
  public record Problem(int at, String message) {}

  /** True where all of it was understood. */
  public boolean complete() {
    return problem == null;
  }

  /** The place in the file of a part of it. */
  public Span span(int from, int to) {
    return text.span(from, to);
  }

  /** The place in the file of a word. */
  public Span span(ShellWord word) {
    return text.span(word.from(), word.to());
  }

  /** The place in the file of a command. */
  public Span span(ShellCommand command) {
    return text.span(command.from(), command.to());
  }
}
