package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole file. Nothing of it is lost: its {@link #pieces} are all of its bytes, in order.
 *
 * @param source the bytes
 * @param escape the character that continues a line: a backslash, or a backtick by directive
 * @param directives at the top
 * @param instructions in order, unknown ones among them
 * @param comments all of them, those within instructions included, but not the directives
 * @param pieces of the file
 * @param problems what the builder refuses or warns of, in the order of their places
 */
public record Dockerfile(
    SourceText source,
    char escape,
    List<Directive> directives,
    List<Instruction> instructions,
    List<Comment> comments,
    List<Piece> pieces,
    List<Problem> problems) {
  /** Keeps its own copies. */
  public Dockerfile {
    directives = List.copyOf(directives);
    instructions = List.copyOf(instructions);
    comments = List.copyOf(comments);
    pieces = pieces instanceof Pieces ? pieces : List.copyOf(pieces);
    problems = List.copyOf(problems);
  }

  /**
   * A stretch of the file that belongs together: whole lines, line ends included.
   *
   * @param kind what it is
   * @param span its bytes
   */
  public record Piece(Kind kind, Span span) {
    /** What a piece is. */
    public enum Kind {
      /** The mark U+FEFF at the file's beginning. */
      BYTE_ORDER_MARK,
      /** A parser directive. */
      DIRECTIVE,
      /** A comment line. */
      COMMENT,
      /** A line with nothing on it but space. */
      BLANK,
      /** An instruction with all its lines. */
      INSTRUCTION,
      /** The rest of a file that has too many of them. */
      UNREAD
    }
  }

  /** The file again, put together from its pieces: the very bytes that were read. */
  public byte[] print() {
    StringBuilder out = new StringBuilder(source.length());
    for (Piece piece : pieces) {
      out.append(source.raw(), piece.span().start(), piece.span().end());
    }
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The directive of that name, null where there is none. */
  public @Nullable Directive directive(String name) {
    for (Directive directive : directives) {
      if (directive.name().equals(name)) {
        return directive;
      }
    }
    return null;
  }
}
