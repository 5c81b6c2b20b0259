package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.Span;

/**
 * Something that the builder refuses, or warns of while it reads.
 *
 * @param kind what it is
 * @param span where
 * @param text what is wrong, a sentence without a final stop, as UTF-8
 */
public record Problem(Kind kind, Span span, String text) {
  /** What can be wrong with the text itself. */
  public enum Kind {
    /** There is no instruction. */
    EMPTY_FILE,
    /** More instructions and comments than are read; the rest of the file was not. */
    TOO_MANY,
    /** A line of more than 65,535 bytes. */
    LINE_TOO_LONG,
    /** A directive given twice, or an escape that is none. */
    DIRECTIVE,
    /** A word that is no instruction. */
    UNKNOWN_INSTRUCTION,
    /** An instruction without what it needs, or with too much. */
    ARGUMENTS,
    /** A flag that the instruction does not know, or that lacks its value, or that is repeated. */
    FLAG,
    /** A JSON array with something other than strings, or a SHELL without one. */
    JSON,
    /** A heredoc without its last line. */
    HEREDOC,
    /** Before the first FROM. */
    NO_STAGE,
    /** A stage name that is none. */
    STAGE_NAME,
    /** An instruction that ONBUILD does not take. */
    ONBUILD,
    /** A mount that cannot be. */
    MOUNT,
    /** An empty line within an instruction: read over, with a warning. */
    EMPTY_CONTINUATION;

    /** True where the builder refuses the file. */
    public boolean refused() {
      return this != EMPTY_CONTINUATION;
    }
  }
}
