package dev.plinth.dockerfile.context;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .dockerignore}, read as {@code github.com/moby/patternmatcher} and its {@code
 * ignorefile} do:
 *
 * <pre>
 * file    = [ U+FEFF ] { line }
 * line    = "#" comment | [ space ] [ "!" [ space ] ] pattern [ space ]
 * pattern = as {@link PathPattern} has it, cleaned as Go's filepath.Clean does; a slash at its
 *           beginning or end says nothing
 * </pre>
 *
 * The last line that matches a path or a folder above it decides. Nothing of the file is lost: its
 * {@link #lines} are all of its bytes. Immutable.
 *
 * @param source the bytes
 * @param lines in order, empty ones and comments among them
 */
public record IgnoreFile(SourceText source, List<Line> lines) {
  /** No file at all: keeps nothing out. */
  public static final IgnoreFile NONE = new IgnoreFile(SourceText.of(""), List.of());

  /** Keeps its own copy. */
  public IgnoreFile {
    lines = List.copyOf(lines);
  }

  /** What a line is. */
  public enum Kind {
    /** Nothing on it but space. */
    BLANK,
    COMMENT,
    PATTERN,
    /** What the builder refuses: then it refuses the whole file. */
    BAD
  }

  /**
   * One line.
   *
   * @param number from 1
   * @param kind what it is
   * @param span all of it, its line end included
   * @param written where the pattern stands, exclamation mark included; empty where none does
   * @param pattern cleaned, without exclamation mark
   * @param negated true for {@code !}: takes back what a line before kept out
   * @param matcher null where it is no pattern
   */
  public record Line(
      int number,
      Kind kind,
      Span span,
      Span written,
      String pattern,
      boolean negated,
      @Nullable PathMatcher matcher) {}

  /** Tells whether a path matches. */
  public interface PathMatcher {
    /** True where all of a path with slashes, relative to the context, matches. */
    boolean matches(String path);

    /** At most how many steps that takes. */
    long cost(String path);
  }

  /**
   * What is said of a path.
   *
   * @param ignored true where it is kept out
   * @param by the line that decided; null where none matched
   */
  public record Verdict(boolean ignored, @Nullable Line by) {}

  private static final Verdict KEPT = new Verdict(false, null);

  /** Reads a file. */
  public static IgnoreFile of(SourceText source) {
    List<Line> lines = new ArrayList<>();
    String raw = source.raw();
    int start = 0;
    while (start < raw.length()) {
      int feed = raw.indexOf('\n', start);
      int behind = feed < 0 ? raw.length() : feed + 1;
      lines.add(line(source, lines.size() + 1, new Span(start, behind)));
      start = behind;
    }
    return new IgnoreFile(source, lines);
  }

  private static Line line(SourceText source, int number, Span span) {
    String raw = source.raw();
    int from = span.start();
    if (number == 1 && raw.startsWith("\u00ef\u00bb\u00bf")) {
      from += 3;
    }
    if (from < span.end() && raw.charAt(from) == '#') {
      return new Line(number, Kind.COMMENT, span, new Span(from, from), "", false, null);
    }
    int to = span.end();
    while (from < to && space(raw.charAt(from))) {
      from++;
    }
    while (to > from && space(raw.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      return new Line(number, Kind.BLANK, span, new Span(from, from), "", false, null);
    }
    boolean negated = raw.charAt(from) == '!';
    String text = SourceText.utf8(raw.substring(negated ? from + 1 : from, to)).strip();
    Span written = new Span(from, to);
    if (text.isEmpty()) {
      return new Line(number, Kind.BAD, span, written, text, negated, null);
    }
    String cleaned = PathPattern.clean(text);
    if (cleaned.length() > 1 && cleaned.startsWith("/")) {
      cleaned = cleaned.substring(1);
    }
    PathPattern pattern = PathPattern.of(cleaned, true);
    return new Line(
        number,
        pattern == null ? Kind.BAD : Kind.PATTERN,
        span,
        written,
        cleaned,
        negated,
        pattern);
  }

  private static boolean space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The lines for which the builder refuses the file. */
  public List<Line> bad() {
    return lines.stream().filter(line -> line.kind() == Kind.BAD).toList();
  }

  /** The lines with patterns. */
  public List<Line> patterns() {
    return lines.stream().filter(line -> line.kind() == Kind.PATTERN).toList();
  }

  /** True where a line takes something back. */
  public boolean negates() {
    for (Line line : lines) {
      if (line.negated() && line.kind() == Kind.PATTERN) {
        return true;
      }
    }
    return false;
  }

  /** What is said of a path with slashes, relative to the context. */
  public Verdict of(String path) {
    return of(path, new Work(Long.MAX_VALUE));
  }

  /** What all matching of one walk may cost. */
  static final class Work {
    private long left;

    Work(long steps) {
      this.left = steps;
    }

    /** True where the steps were there to be taken. */
    boolean spend(long steps) {
      left -= steps;
      return left >= 0;
    }

    boolean spent() {
      return left < 0;
    }
  }

  /** As above, as long as the work lasts. */
  Verdict of(String path, Work work) {
    Verdict verdict = KEPT;
    List<String> tried = null;
    for (Line line : lines) {
      PathMatcher matcher = line.matcher();
      // What is kept out already, only an exclamation mark changes, and the other way round.
      if (matcher == null || line.negated() != verdict.ignored()) {
        continue;
      }
      if (tried == null) {
        tried = withParents(path);
      }
      for (String each : tried) {
        if (work.spend(matcher.cost(each)) && matcher.matches(each)) {
          verdict = new Verdict(!line.negated(), line);
          break;
        }
      }
    }
    return verdict;
  }

  private static List<String> withParents(String path) {
    List<String> all = new ArrayList<>();
    all.add(path);
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      all.add(path.substring(0, slash));
    }
    return all;
  }
}
