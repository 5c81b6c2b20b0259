package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;

/** Splits the text of an instruction into words, in the three ways BuildKit does. */
final class WordReader {
  private WordReader() {}

  /** Words with space between; quotes mean nothing yet. */
  static List<Word> delimited(LogicalText text, int from, int to) {
    List<Word> words = new ArrayList<>();
    int at = Space.skipBetween(text, from, to);
    while (at < to) {
      int end = Space.nextBetween(text, at, to);
      words.add(Word.of(text, at, end));
      at = Space.skipBetween(text, end, to);
    }
    return words;
  }

  /**
   * Words as ENV, LABEL and ARG take them: space within quotes belongs to the word, the escape
   * takes the next character with it but within single quotes. Quotes and escapes are kept.
   */
  static List<Word> quoted(LogicalText text, int from, int to, char escape) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    char quote = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (start < 0) {
        int space = Space.width(text, i, to);
        if (space > 0) {
          i += space - 1;
          continue;
        }
        start = i;
      }
      if (quote == 0) {
        int space = Space.width(text, i, to);
        if (space > 0) {
          words.add(Word.of(text, start, i));
          start = -1;
          i += space - 1;
        } else if (c == '\'' || c == '"') {
          quote = c;
        } else if (c == escape && i + 1 < to) {
          i++;
        }
      } else if (c == quote) {
        quote = 0;
      } else if (c == escape && quote != '\'' && i + 1 < to) {
        i++;
      }
    }
    if (start >= 0) {
      words.add(Word.of(text, start, to));
    }
    return words;
  }

  /** The flags right behind the keyword, and where what follows them begins. */
  record Flags(List<Flag> flags, int end) {}

  /**
   * Words that begin with two hyphens; a word of nothing else ends them. Quotes of both kinds are
   * taken off, a backslash quotes the next character.
   */
  static Flags flags(LogicalText text, int from, int to) {
    List<Flag> flags = new ArrayList<>();
    int at = Space.skip(text, from, to);
    while (at + 1 < to && text.charAt(at) == '-' && text.charAt(at + 1) == '-') {
      StringBuilder value = new StringBuilder();
      int start = at;
      int equals = -1;
      int equalsInValue = -1;
      char quote = 0;
      while (at < to) {
        char c = text.charAt(at);
        if (quote == 0 && Space.width(text, at, to) > 0) {
          break;
        }
        if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
        } else if (quote != 0 && c == quote) {
          quote = 0;
        } else if (c == '\\') {
          if (at + 1 < to) {
            value.append(text.charAt(++at));
          }
        } else {
          if (c == '=' && equals < 0) {
            equals = at;
            equalsInValue = value.length();
          }
          value.append(c);
        }
        at++;
      }
      String whole = value.toString();
      if (whole.equals("--")) {
        return new Flags(flags, at);
      }
      Word word = new Word(text, start, at, whole);
      flags.add(
          equals < 0
              ? new Flag(word, whole.substring(2), null, null)
              : new Flag(
                  word,
                  whole.substring(2, Math.max(2, equalsInValue)),
                  whole.substring(equalsInValue + 1),
                  text.span(equals + 1, at)));
      at = Space.skip(text, at, to);
    }
    return new Flags(flags, at);
  }
}
