package dev.plinth.checks.stage;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of FROM that the builder puts variables into: the image and the platform. */
final class FromWords {
  private FromWords() {}

  static List<Word> of(Instruction from) {
    List<Word> words = new ArrayList<>(2);
    @Nullable Flag platform = from.flag("platform");
    if (platform != null && platform.value() != null) {
      words.add(platform.whole());
    }
    Arguments.@Nullable Base base = from.base();
    if (base != null) {
      words.add(base.image());
    }
    return words;
  }

  /** True for names of letters, digits and underscores, which ARG can declare. */
  static boolean isName(String name) {
    char first = name.isEmpty() ? '0' : name.charAt(0);
    return first == '_' || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
  }

  /** Where a variable's name stands in a word; the whole word where quotes hide it. */
  static Span variable(Word word, String name) {
    String text = word.line().raw(word.from(), word.to());
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      boolean begins = at > 0 && (text.charAt(at - 1) == '$' || text.charAt(at - 1) == '{');
      int end = at + name.length();
      boolean ends = end == text.length() || !wordCharacter(text.charAt(end));
      if (begins && ends) {
        return word.line().span(word.from() + at, word.from() + end);
      }
    }
    return word.span();
  }

  private static boolean wordCharacter(char c) {
    return (c >= '0' && c <= '9') || c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }

  /** True where that is no image's name; a platform may be empty. */
  static boolean broken(@Nullable String value, Word word) {
    if (value == null || word.value().startsWith("--")) {
      return false;
    }
    return value.isEmpty()
        || value.startsWith("/")
        || value.startsWith(":")
        || value.endsWith(":")
        || value.endsWith("/")
        || value.endsWith("@")
        || value.indexOf("//") >= 0
        || value.indexOf(":-") >= 0
        || value.indexOf(":.") >= 0
        || value.indexOf("/:") >= 0;
  }
}
