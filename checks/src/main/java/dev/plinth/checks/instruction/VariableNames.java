package dev.plinth.checks.instruction;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is known of the names of variables. */
final class VariableNames {
  private static final int MOST = 500;

  private VariableNames() {}

  /** True for names of letters, digits and underscores, as ARG and ENV declare them. */
  static boolean isName(String name) {
    char first = name.isEmpty() ? '0' : name.charAt(0);
    return first == '_' || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
  }

  private static boolean nameCharacter(char c) {
    return (c >= '0' && c <= '9') || c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }

  /** Where the name stands in a word; the whole word where it cannot be told. */
  static Span span(Word word, String name) {
    String text = word.line().raw(word.from(), word.to());
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      boolean begins = at > 0 && (text.charAt(at - 1) == '$' || text.charAt(at - 1) == '{');
      int end = at + name.length();
      if (begins && (end == text.length() || !nameCharacter(text.charAt(end)))) {
        return word.line().span(word.from() + at, word.from() + end);
      }
    }
    return word.span();
  }

  /** What a stage and those beneath it declare, the first few hundred. */
  static Set<String> declared(Build build, Stage stage) {
    Set<String> names = new LinkedHashSet<>();
    for (Stage beneath : build.lineage(stage)) {
      for (Stage.Step step : beneath.steps()) {
        Keyword keyword = step.instruction().keyword();
        if (keyword == Keyword.ENV || keyword == Keyword.ARG) {
          for (Pair pair : step.instruction().pairs()) {
            names.add(pair.name().text());
          }
        }
        if (names.size() > MOST) {
          return names;
        }
      }
    }
    return names;
  }

  /** Names that base images set or that shells know: not slips of others. */
  static boolean usual(String name) {
    return switch (name) {
      case "PATH",
          "HOME",
          "USER",
          "PWD",
          "LANG",
          "LC_ALL",
          "LANGUAGE",
          "TERM",
          "SHELL",
          "TZ",
          "HOSTNAME",
          "TMPDIR",
          "JAVA_HOME",
          "GOPATH",
          "GOROOT",
          "PYTHONPATH",
          "NODE_PATH",
          "LD_LIBRARY_PATH",
          "LIBRARY_PATH",
          "CPATH",
          "MANPATH",
          "PKG_CONFIG_PATH",
          "GEM_HOME",
          "CARGO_HOME",
          "RUSTUP_HOME",
          "CATALINA_HOME",
          "CUDA_HOME" ->
          true;
      default -> false;
    };
  }

  /** True where two names differ in nothing but digits: both may well be meant. */
  static boolean numbered(String one, String other) {
    return withoutDigits(one).equals(withoutDigits(other));
  }

  private static String withoutDigits(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (!Character.isDigit(name.charAt(i))) {
        out.append(name.charAt(i));
      }
    }
    return out.toString();
  }
}
