package dev.plinth.checks.rule;

import dev.plinth.checks.silence.SilencingReader;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Fix.TextEdit;
import java.util.regex.Pattern;

/** Changes of a file that several rules propose. */
public final class Edits {
  private static final Pattern DIRECTIVE = Pattern.compile("(?i)#\\s*(syntax|escape|check)\\s*=.*");

  private Edits() {}

  /** Other text in place of a stretch. */
  public static TextEdit replace(Span span, String text) {
    return new TextEdit(span.start(), span.end(), text);
  }

  /** Text at a place. */
  public static TextEdit insert(int at, String text) {
    return new TextEdit(at, at, text);
  }

  /** Takes an instruction with all its lines away; the comments above it stay. */
  public static TextEdit deleteLines(SourceText source, Instruction instruction) {
    Span span = instruction.span();
    int start = source.lineSpan(source.line(span.start())).start();
    int feed = source.raw().indexOf('\n', span.end());
    return new TextEdit(start, feed < 0 ? source.length() : feed + 1, "");
  }

  /**
   * Takes an instruction with all its lines away, and the comments right above it that do nothing
   * but set its findings aside: left behind, they would do so for what comes next. Other comments
   * stay.
   */
  public static TextEdit deleteWithSilencing(SourceText source, Instruction instruction) {
    TextEdit lines = deleteLines(source, instruction);
    int start = lines.start();
    for (Comment comment : instruction.above().reversed()) {
      Span line = source.lineSpan(source.line(comment.span().start()));
      if (!SilencingReader.silencesBelow(comment)
          || !source.raw().substring(comment.span().end(), start).isBlank()
          || source.line(comment.span().start()) + 1 != source.line(start)) {
        break;
      }
      start = line.start();
    }
    return new TextEdit(start, lines.end(), "");
  }

  /** Takes a flag away, with the blanks behind it on its line. */
  public static TextEdit deleteFlag(SourceText source, Flag flag) {
    int end = flag.span().end();
    while (end < source.length() && (source.at(end) == ' ' || source.at(end) == '\t')) {
      end++;
    }
    return new TextEdit(flag.span().start(), end, "");
  }

  /**
   * Puts a line before an instruction, above all comments that stand right above it.
   *
   * @param line without a line end
   */
  public static TextEdit insertLine(SourceText source, Instruction instruction, String line) {
    int at = instruction.span().start();
    int number = source.line(at);
    while (number > 1) {
      Span above = source.lineSpan(number - 1);
      String text = source.raw(above).strip();
      // An empty comment ends what belongs to the instruction, but not what people read as one.
      if (!text.startsWith("#") || DIRECTIVE.matcher(text).matches()) {
        break;
      }
      number--;
      at = above.start() + source.raw(above).indexOf('#');
    }
    int start = source.lineSpan(source.line(at)).start();
    String indent = source.raw().substring(start, at);
    return indent.isBlank()
        ? insert(start, indent + line + lineEnd(source))
        : insert(at, line + lineEnd(source));
  }

  /** What ends the file's lines: that of its first line. */
  public static String lineEnd(SourceText source) {
    int feed = source.raw().indexOf('\n');
    return feed > 0 && source.at(feed - 1) == '\r' ? "\r\n" : "\n";
  }

  /** True where a stretch holds nothing but what separates words: blanks and continuations. */
  public static boolean isGap(SourceText source, int start, int end, char escape) {
    for (int i = start; i < end; i++) {
      char c = source.at(i);
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != escape) {
        return false;
      }
    }
    return true;
  }
}
