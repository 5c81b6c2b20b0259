package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instruction with all its lines.
 *
 * @param keyword which one
 * @param word its keyword as it stands
 * @param text its joined text from the keyword on, heredocs not included
 * @param flags in the order they stand
 * @param arguments what follows them
 * @param heredocs announced in its text, in order
 * @param span from the keyword to the end of its last line with anything in it, heredocs included,
 *     the last line end not
 * @param comments between its lines
 * @param above the comment lines right above it, in order
 */
public record Instruction(
    Keyword keyword,
    Word word,
    LogicalText text,
    List<Flag> flags,
    Arguments arguments,
    List<Heredoc> heredocs,
    Span span,
    List<Comment> comments,
    List<Comment> above) {
  /** Keeps its own copies. */
  public Instruction {
    flags = List.copyOf(flags);
    heredocs = List.copyOf(heredocs);
    comments = List.copyOf(comments);
    above = List.copyOf(above);
  }

  /** The first flag of that name, null where there is none. */
  public @Nullable Flag flag(String name) {
    for (Flag flag : flags) {
      if (flag.named(name)) {
        return flag;
      }
    }
    return null;
  }

  /** Where it holds a pair list, its pairs; none otherwise. */
  public List<Pair> pairs() {
    return arguments instanceof Arguments.Pairs pairs ? pairs.pairs() : List.of();
  }

  /** Where it runs something, what; null otherwise. */
  public Arguments.@Nullable Command command() {
    if (arguments instanceof Arguments.Command command) {
      return command;
    }
    return arguments instanceof Arguments.Health health ? health.command() : null;
  }

  /** For ADD, COPY and VOLUME, their paths; null otherwise. */
  public Arguments.@Nullable Paths paths() {
    return arguments instanceof Arguments.Paths paths ? paths : null;
  }

  /** For FROM, what it names; null otherwise or where it is malformed. */
  public Arguments.@Nullable Base base() {
    return arguments instanceof Arguments.Base base ? base : null;
  }

  /** For USER, WORKDIR, STOPSIGNAL and MAINTAINER, the rest of the line; null otherwise. */
  public @Nullable Word rest() {
    return arguments instanceof Arguments.Rest rest ? rest.word() : null;
  }
}
