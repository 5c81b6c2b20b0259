package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Directive;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Dockerfile.Piece;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pieces;
import dev.plinth.dockerfile.tree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a Dockerfile by lines, in one pass and linear time, as BuildKit's {@code
 * frontend/dockerfile/parser} does:
 *
 * <pre>
 * file         = [ U+FEFF ] { directive } { blank | comment | instruction }
 * directive    = { space } "#" { space } name { space } "=" { space } value   ; known name, nothing
 *                                                                             ; but directives before
 * comment      = { space } "#" text
 * instruction  = { space } keyword { space flag } space arguments { continuation } { heredoc }
 * continuation = escape { " " | tab } line-end { comment line | blank line } line
 *                                        ; no escape before the escape, unless it begins the line
 * heredoc      = { line } name line-end  ; one for each mark, in order; tabs before the name
 *                                        ; do not count after "&lt;&lt;-"
 * line-end     = { CR } LF | end of file
 * </pre>
 *
 * <p>It never throws: what the builder refuses becomes a {@link Problem}, and the rest of the file
 * is still read.
 */
public final class DockerfileParser {
  /** The longest line that the builder reads, in bytes without its line end. */
  static final int LONGEST_LINE = 65_535;

  /**
   * Instructions and comments that are read, each of which takes some memory; as many words of one
   * instruction.
   */
  static final int MOST = 20_000;

  private final SourceText source;
  private final String raw;
  private final Problems problems = new Problems();
  private final List<Directive> directives = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Pieces.Builder pieces = new Pieces.Builder();
  private char escape = '\\';
  private boolean directivesEnded;
  private int at;
  private boolean tooLong;
  private boolean staged;

  private DockerfileParser(SourceText source) {
    this.source = source;
    this.raw = source.raw();
  }

  /** Reads a whole file. */
  public static Dockerfile parse(SourceText source) {
    return new DockerfileParser(source).read();
  }

  private Dockerfile read() {
    if (raw.startsWith("\u00ef\u00bb\u00bf")) {
      at = 3;
      pieces.add(Piece.Kind.BYTE_ORDER_MARK, at);
    }
    List<Comment> above = new ArrayList<>();
    while (at < raw.length()) {
      if (instructions.size() + comments.size() >= MOST) {
        unread();
        break;
      }
      Line line = nextLine();
      int from = Space.skip(raw, line.start, line.end);
      if (from < line.end && raw.charAt(from) == '#') {
        if (directive(from, line.end)) {
          pieces.add(Piece.Kind.DIRECTIVE, at);
          continue;
        }
        Comment comment = comment(from, line.end, false);
        comments.add(comment);
        if (comment.text().isEmpty()) {
          above.clear();
        } else {
          above.add(comment);
        }
        pieces.add(Piece.Kind.COMMENT, at);
        continue;
      }
      directivesEnded = true;
      if (from == line.end) {
        pieces.add(Piece.Kind.BLANK, at);
        continue;
      }
      instruction(from, line.end, above);
      above = new ArrayList<>();
      pieces.add(Piece.Kind.INSTRUCTION, at);
    }
    if (instructions.isEmpty()) {
      problems.add(Problem.Kind.EMPTY_FILE, new Span(0, 0), "the file has no instructions");
    } else if (!staged) {
      problems.add(
          Problem.Kind.NO_STAGE,
          instructions.getLast().word().span(),
          "the file has no FROM, so there is nothing to build");
    }
    return new Dockerfile(
        source, escape, directives, instructions, comments, pieces.build(), problems.sorted());
  }

  private void unread() {
    problems.add(
        Problem.Kind.TOO_MANY,
        source.lineSpan(source.line(at)),
        "from here on the file is not read: it has more than "
            + MOST
            + " instructions and comments");
    at = raw.length();
    pieces.add(Piece.Kind.UNREAD, at);
  }

  /** A physical line: its content without the carriage returns and the line feed at its end. */
  private record Line(int start, int end) {}

  private Line nextLine() {
    int start = at;
    int feed = raw.indexOf('\n', at);
    int end = feed < 0 ? raw.length() : feed;
    at = feed < 0 ? raw.length() : feed + 1;
    if (end - start > LONGEST_LINE && !tooLong) {
      tooLong = true;
      problems.add(
          Problem.Kind.LINE_TOO_LONG,
          new Span(start, end),
          "the line has more than " + LONGEST_LINE + " bytes");
    }
    while (end > start && raw.charAt(end - 1) == '\r') {
      end--;
    }
    return new Line(start, end);
  }

  private Comment comment(int from, int end, boolean within) {
    int textStart = Space.skip(raw, from + 1, end);
    int textEnd = Space.trimEnd(raw, textStart, end);
    return new Comment(new Span(from, end), raw.substring(textStart, textEnd), within);
  }

  private boolean directive(int from, int end) {
    if (directivesEnded) {
      return false;
    }
    int name = Space.skip(raw, from + 1, end);
    int nameEnd = name;
    while (nameEnd < end && alphanumeric(raw.charAt(nameEnd))) {
      nameEnd++;
    }
    int equals = Space.skip(raw, nameEnd, end);
    boolean shaped =
        nameEnd > name && !digit(raw.charAt(name)) && equals < end && raw.charAt(equals) == '=';
    int value = shaped ? Space.skip(raw, equals + 1, end) : end;
    int valueEnd = Space.trimEnd(raw, value, end);
    String word = raw.substring(name, nameEnd).toLowerCase(Locale.ROOT);
    boolean known = word.equals("syntax") || word.equals("escape") || word.equals("check");
    if (valueEnd == value || !known) {
      directivesEnded = true;
      return false;
    }
    Directive directive =
        new Directive(
            word, raw.substring(value, valueEnd), new Span(from, end), new Span(value, valueEnd));
    for (Directive earlier : directives) {
      if (earlier.name().equals(word)) {
        problems.add(
            Problem.Kind.DIRECTIVE, directive.span(), "the directive " + word + " is given twice");
        break;
      }
    }
    directives.add(directive);
    if (word.equals("escape")) {
      if (directive.value().equals("\\") || directive.value().equals("`")) {
        escape = directive.value().charAt(0);
      } else {
        problems.add(
            Problem.Kind.DIRECTIVE,
            directive.valueSpan(),
            "the escape is neither a backslash nor a backtick");
      }
    }
    return true;
  }

  private static boolean alphanumeric(char c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private void instruction(int from, int firstEnd, List<Comment> above) {
    LogicalText.Builder builder = new LogicalText.Builder(source);
    List<Comment> within = new ArrayList<>();
    int contentEnd = firstEnd;
    int cut = continuation(from, firstEnd);
    builder.add(from, cut < 0 ? firstEnd : cut);
    boolean blankSeen = false;
    while (cut >= 0 && at < raw.length()) {
      Line line = nextLine();
      int text = Space.skip(raw, line.start, line.end);
      if (text < line.end && raw.charAt(text) == '#') {
        if (instructions.size() + comments.size() < MOST) {
          Comment comment = comment(text, line.end, true);
          within.add(comment);
          comments.add(comment);
        }
        continue;
      }
      if (text == line.end) {
        if (!blankSeen) {
          blankSeen = true;
          problems.add(
              Problem.Kind.EMPTY_CONTINUATION,
              new Span(line.start, line.end),
              "an empty line stands within an instruction");
        }
        continue;
      }
      cut = continuation(line.start, line.end);
      builder.add(line.start, cut < 0 ? line.end : cut);
      contentEnd = line.end;
    }
    LogicalText text = builder.build();
    InstructionReader reader = new InstructionReader(text, escape, problems);
    List<Heredoc> heredocs = new ArrayList<>();
    for (HeredocMark mark : reader.heredocMarks()) {
      Heredoc heredoc = heredoc(mark);
      heredocs.add(heredoc);
      contentEnd = Math.max(contentEnd, heredoc.end().end());
    }
    Instruction instruction =
        reader.instruction(heredocs, new Span(from, contentEnd), within, above);
    staged |= instruction.keyword() == Keyword.FROM;
    if (!staged
        && instruction.keyword() != Keyword.ARG
        && instruction.keyword() != Keyword.UNKNOWN) {
      problems.add(
          Problem.Kind.NO_STAGE,
          instruction.word().span(),
          instruction.keyword() + " stands before the first FROM, where only ARG may");
    }
    instructions.add(instruction);
  }

  /** Where the line's continuation mark stands, -1 where it has none. */
  private int continuation(int start, int end) {
    int mark = end;
    while (mark > start && (raw.charAt(mark - 1) == ' ' || raw.charAt(mark - 1) == '\t')) {
      mark--;
    }
    mark--;
    if (mark < start || raw.charAt(mark) != escape) {
      return -1;
    }
    return mark > start && raw.charAt(mark - 1) == escape ? -1 : mark;
  }

  private Heredoc heredoc(HeredocMark mark) {
    int contentStart = at;
    while (at < raw.length()) {
      Line line = nextLine();
      int text = line.start;
      while (mark.chomps() && text < line.end && raw.charAt(text) == '\t') {
        text++;
      }
      if (line.end - text == mark.name().length() && raw.startsWith(mark.name(), text)) {
        return mark.heredoc(new Span(contentStart, line.start), new Span(line.start, line.end));
      }
    }
    problems.add(
        Problem.Kind.HEREDOC,
        mark.word().span(),
        "the heredoc is not ended: no line says just " + SourceText.utf8(mark.name()));
    return mark.heredoc(new Span(contentStart, at), new Span(at, at));
  }
}
