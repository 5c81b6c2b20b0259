package dev.plinth.checks.silence;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the comments of YAML that set findings aside, those of scripts in it among them:
 *
 * <pre>
 * # plinth: ignore=ID[,ID…] reason="…"
 * # plinth: ignore-file=ID reason="…"
 * # zizmor: ignore[ID,ID] reason
 * </pre>
 *
 * On a line of its own a comment is for what begins on the next line: that line and those that are
 * indented deeper. Behind something it is for that line. {@code ignore-file} is for the file,
 * wherever it stands.
 */
public final class YamlSilencing {
  private static final String ZIZMOR = "zizmor:";

  private final SourceText source;
  private final List<Silencing> found = new ArrayList<>();

  private YamlSilencing(SourceText source) {
    this.source = source;
  }

  /** All of a file, in the order of their places. */
  public static List<Silencing> read(SourceText source) {
    if (!source.raw().contains("plinth:") && !source.raw().contains(ZIZMOR)) {
      return List.of();
    }
    YamlSilencing reader = new YamlSilencing(source);
    @Nullable Span[] below = reader.below();
    for (int line = 1; line <= source.lines(); line++) {
      Span span = source.lineSpan(line);
      String text = source.raw(span);
      int mark = mark(text);
      if (mark >= 0) {
        boolean alone = text.substring(0, mark).isBlank();
        reader.comment(
            new Span(span.start() + mark, span.end()),
            SourceText.utf8(text.substring(mark + 1)).strip(),
            alone ? below[line] : span);
      }
    }
    return List.copyOf(reader.found);
  }

  /** Where a comment of ours or zizmor's begins; -1 where none does. */
  private static int mark(String text) {
    for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
      if (at == 0 || text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t') {
        int next = at + 1;
        while (next < text.length() && text.charAt(next) == ' ') {
          next++;
        }
        if (text.startsWith("plinth:", next) || text.startsWith(ZIZMOR, next)) {
          return at;
        }
      }
    }
    return -1;
  }

  private void comment(Span comment, String text, @Nullable Span scope) {
    Span where = scope == null ? new Span(0, 0) : scope;
    if (text.startsWith(ZIZMOR)) {
      String rest = text.substring(ZIZMOR.length()).strip();
      int close = rest.indexOf(']');
      if (rest.startsWith("ignore[") && close > 0) {
        SilencingReader.add(
            found, "zizmor", rest.substring(7, close), rest.substring(close + 1), comment, where);
      }
      return;
    }
    String rest = text.substring("plinth:".length()).strip();
    boolean file = rest.startsWith("ignore-file=");
    if (file || rest.startsWith("ignore=")) {
      SilencingReader.named(
          found,
          rest.substring(rest.indexOf('=') + 1),
          comment,
          file ? new Span(0, source.length() + 1) : where);
    }
  }

  /**
   * Of each line, from 1, the stretch from the next one that has something on it to the last one
   * that is indented deeper than that; null where nothing follows.
   */
  private @Nullable Span[] below() {
    int lines = source.lines();
    @Nullable Span[] below = new Span[lines + 1];
    int[] indents = new int[lines + 2];
    // Behind each line that has something on it, the next one that is indented no deeper.
    int[] ends = new int[lines + 2];
    int next = 0;
    for (int line = lines; line >= 1; line--) {
      if (next != 0) {
        int last = ends[next] == 0 ? lines : ends[next] - 1;
        below[line] = new Span(source.lineSpan(next).start(), source.lineSpan(last).end() + 1);
      }
      indents[line] = indent(line);
      if (indents[line] >= 0) {
        int end = next;
        while (end != 0 && indents[end] > indents[line]) {
          end = ends[end];
        }
        ends[line] = end;
        next = line;
      }
    }
    return below;
  }

  /** Spaces before what a line has; -1 where it has nothing, or only a comment. */
  private int indent(int line) {
    Span span = source.lineSpan(line);
    int at = span.start();
    while (at < span.end() && source.at(at) == ' ') {
      at++;
    }
    return at == span.end() || source.at(at) == '#' || source.at(at) == '\t'
        ? -1
        : at - span.start();
  }
}
