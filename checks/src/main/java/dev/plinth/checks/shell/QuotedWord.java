package dev.plinth.checks.shell;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.List;

/** Where double quotes go, so that a word reads well: around all of it where that means the same. */
final class QuotedWord {
  /** What quotes would take the meaning of, or what means something else within them. */
  private static final String SIGNS = "*?[]{}~\\\"'`$!\n";

  private QuotedWord() {}

  /** The stretch to be put in double quotes for an expansion that stands in none. */
  static Span span(ShellCode.Expansion expansion) {
    ShellWord word = expansion.use().word();
    Span own = expansion.span();
    List<WordPart> parts = word.parts();
    if (parts.size() < 2 || !parts.contains(expansion.part())) {
      return own;
    }
    for (WordPart part : parts) {
      if (!plain(expansion, part)) {
        return own;
      }
    }
    Span all = expansion.run().span(begin(parts, word), word.to());
    // A word on several lines stays as it is.
    return all.length() == word.to() - begin(parts, word) ? all : own;
  }

  private static boolean plain(ShellCode.Expansion expansion, WordPart part) {
    if (part instanceof WordPart.Literal literal) {
      for (int i = 0; i < literal.value().length(); i++) {
        if (SIGNS.indexOf(literal.value().charAt(i)) >= 0) {
          return false;
        }
      }
      return !literal.escaped();
    }
    if (part instanceof WordPart.Parameter parameter) {
      String raw = expansion.run().script().text().raw().substring(part.from(), part.to());
      return !parameter.name().equals("@")
          && !parameter.name().equals("*")
          && raw.indexOf('"') < 0
          && raw.indexOf('\'') < 0;
    }
    return part instanceof WordPart.Substitution output
        && !output.backquoted()
        && output.list() != null;
  }

  /** Behind a name and its equals sign, or behind an option's letter. */
  private static int begin(List<WordPart> parts, ShellWord word) {
    if (!(parts.getFirst() instanceof WordPart.Literal literal)) {
      return word.from();
    }
    int equals = literal.value().indexOf('=');
    if (equals >= 0) {
      return word.from() + equals + 1;
    }
    return literal.value().startsWith("-") ? literal.to() : word.from();
  }
}
