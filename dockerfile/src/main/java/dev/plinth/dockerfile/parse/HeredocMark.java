package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word that announces a heredoc:
 *
 * <pre>
 * mark = { digit } "&lt;&lt;" [ "-" ] { space } name
 * name = a word without "&lt;", parts of which may be quoted as the shell quotes
 * </pre>
 *
 * The backslash quotes here whatever the file's escape is. Where quotes are not closed, the line
 * announces none.
 *
 * @param word the whole of it
 * @param name without quotes, one character per byte
 */
record HeredocMark(Word word, String name, boolean expands, boolean chomps, int fileDescriptor) {

  /** Those of a line, in order. */
  static List<HeredocMark> in(LogicalText line, int from) {
    List<int[]> words = words(line, from);
    List<HeredocMark> marks = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      int[] word = words.get(i);
      int end = word[1];
      if (bare(line, word[0], word[1]) && i + 1 < words.size()) {
        end = words.get(++i)[1];
      }
      HeredocMark mark = of(line, word[0], end);
      if (mark != null) {
        marks.add(mark);
      }
    }
    return marks;
  }

  Heredoc heredoc(Span content, Span end) {
    return new Heredoc(word, name, expands, chomps, fileDescriptor, content, end);
  }

  /** Word by word, quotes kept together; none where a quote is not closed. */
  private static List<int[]> words(LogicalText line, int from) {
    List<int[]> words = new ArrayList<>();
    int start = -1;
    char quote = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote == '"' && i + 1 < line.length()) {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
        continue;
      }
      if (Space.between(c)) {
        if (start >= 0) {
          words.add(new int[] {start, i});
          start = -1;
        }
        continue;
      }
      if (start < 0) {
        start = i;
      }
      if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '\\' && i + 1 < line.length()) {
        i++;
      }
    }
    if (quote != 0) {
      return List.of();
    }
    if (start >= 0) {
      words.add(new int[] {start, line.length()});
    }
    return words;
  }

  /** True for a mark whose name stands apart. */
  private static boolean bare(LogicalText line, int start, int end) {
    int at = digits(line, start, end);
    return (end - at == 2 || (end - at == 3 && line.charAt(end - 1) == '-'))
        && line.charAt(at) == '<'
        && line.charAt(at + 1) == '<';
  }

  private static int digits(LogicalText line, int start, int end) {
    int at = start;
    while (at < end && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static @Nullable HeredocMark of(LogicalText line, int start, int end) {
    int at = digits(line, start, end);
    if (end - at < 3 || line.charAt(at) != '<' || line.charAt(at + 1) != '<') {
      return null;
    }
    int digits = at - start;
    boolean chomps = line.charAt(at + 2) == '-';
    int nameStart = Space.skipBetween(line, at + (chomps ? 3 : 2), end);
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    char quote = 0;
    for (int i = nameStart; i < end; i++) {
      char c = line.charAt(i);
      if (c == '<') {
        return null;
      }
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        quoted = true;
      } else if (c == quote && quote != 0) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < end && escapes(line.charAt(i + 1), quote)) {
        name.append(line.charAt(++i));
      } else {
        name.append(c);
      }
    }
    if (name.isEmpty()) {
      return null;
    }
    int descriptor = -1;
    if (digits > 0) {
      descriptor = digits > 6 ? Integer.MAX_VALUE : Integer.parseInt(line.raw(start, at));
    }
    return new HeredocMark(Word.of(line, start, end), name.toString(), !quoted, chomps, descriptor);
  }

  private static boolean escapes(char next, char quote) {
    return quote == 0 || next == '"' || next == '$' || next == '\\';
  }
}
