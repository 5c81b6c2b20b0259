package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each character of {@link ShellWord#pattern} stands in the text. */
final class WordMap {
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int length;

  private WordMap() {}

  static WordMap of(ShellWord word) {
    WordMap map = new WordMap();
    map.parts(word.parts());
    return map;
  }

  /** The place of a part of the pattern; null where it is empty, or quoting hides it. */
  @Nullable Span span(LogicalText text, int first, int behind) {
    if (first >= behind || behind > length || from[first] < 0 || to[behind - 1] < 0) {
      return null;
    }
    return text.span(from[first], to[behind - 1]);
  }

  private void parts(List<WordPart> parts) {
    for (WordPart part : parts) {
      if (part instanceof WordPart.Literal literal) {
        value(literal.value(), literal.from(), literal.to());
      } else if (part instanceof WordPart.SingleQuoted quoted) {
        value(quoted.value(), quoted.from() + (quoted.ansi() ? 2 : 1), quoted.to() - 1);
      } else if (part instanceof WordPart.DoubleQuoted quoted) {
        parts(quoted.parts());
      } else {
        add(part.from(), part.to());
      }
    }
  }

  private void value(String value, int start, int end) {
    boolean plain = value.length() == end - start;
    for (int i = 0; i < value.length(); i++) {
      add(plain ? start + i : -1, plain ? start + i + 1 : -1);
    }
  }

  private void add(int start, int end) {
    if (length == from.length) {
      from = Arrays.copyOf(from, length * 2);
      to = Arrays.copyOf(to, length * 2);
    }
    from[length] = start;
    to[length++] = end;
  }
}
