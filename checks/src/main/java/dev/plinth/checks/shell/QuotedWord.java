package dev.plinth.checks.shell;

import dev.plinth.checks.rule.Edits;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Fix.TextEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where double quotes go, so that a word reads well: around all of it where that means the same.
 */
final class QuotedWord {
  /** What quotes would take the meaning of, or what means something else within them. */
  private static final String SIGNS = "*?[]{}~\\\"'`$!\n";

  private QuotedWord() {}

  /**
   * What puts an expansion that stands in no quotes into double ones.
   *
   * @return null where that is not plain: within what another expansion is given, or right beside
   *     other quotes
   */
  static TextEdit @Nullable [] edits(ShellCode.Expansion expansion) {
    List<WordPart> parts = expansion.use().word().parts();
    int at = parts.indexOf(expansion.part());
    if (at < 0 || quoted(parts, at - 1) || quoted(parts, at + 1)) {
      return null;
    }
    Span span = span(expansion, parts);
    return new TextEdit[] {Edits.insert(span.start(), "\""), Edits.insert(span.end(), "\"")};
  }

  private static boolean quoted(List<WordPart> parts, int at) {
    return at >= 0
        && at < parts.size()
        && (parts.get(at) instanceof WordPart.DoubleQuoted
            || parts.get(at) instanceof WordPart.SingleQuoted);
  }

  private static Span span(ShellCode.Expansion expansion, List<WordPart> parts) {
    ShellWord word = expansion.use().word();
    Span own = expansion.span();
    if (parts.size() < 2) {
      return own;
    }
    for (WordPart part : parts) {
      if (!plain(expansion, part)) {
        return own;
      }
    }
    int begin = begin(parts, word);
    Span all = expansion.run().span(begin, word.to());
    // A word on several lines stays as it is.
    return all.length() == word.to() - begin ? all : own;
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
