package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.Edits;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that need no shell. */
final class PlainCommand {
  private PlainCommand() {}

  /** Longer arrays keep the lines that the command stands on. */
  private static final int ONE_LINE = 100;

  /**
   * The command as a JSON array; null where a shell is needed to run it.
   *
   * @param escape the character that continues lines
   */
  static @Nullable String array(ShellScript script, SourceText source, char escape) {
    if (!script.complete() || script.list().items().size() != 1) {
      return null;
    }
    ShellList.Item item = script.list().items().getFirst();
    if (item.background() || item.pipelines().size() != 1) {
      return null;
    }
    ShellList.Pipeline pipeline = item.pipelines().getFirst();
    if (pipeline.negated()
        || pipeline.commands().size() != 1
        || !(pipeline.commands().getFirst() instanceof ShellCommand.Simple command)
        || !command.assignments().isEmpty()
        || !command.redirections().isEmpty()) {
      return null;
    }
    List<ShellWord> words = command.words();
    if (!words.isEmpty() && words.getFirst().is("exec")) {
      words = words.subList(1, words.size());
    }
    if (!utf8(script.text().raw())) {
      return null;
    }
    StringBuilder out = new StringBuilder("[");
    StringBuilder lines = new StringBuilder("[");
    int last = -1;
    for (ShellWord word : words) {
      @Nullable String value = word.value();
      if (value == null || special(word)) {
        return null;
      }
      String string = json(SourceText.utf8(value));
      Span at = script.span(word);
      int next = at.start();
      if (last >= 0) {
        String gap = source.raw().substring(last, next);
        boolean breaks = gap.indexOf('\n') >= 0 && Edits.isGap(source, last, next, escape);
        out.append(", ");
        lines.append(',').append(breaks ? gap : " ");
      }
      out.append(string);
      lines.append(string);
      last = at.end();
    }
    @Nullable String name = words.isEmpty() ? null : words.getFirst().value();
    return name == null || builtin(name)
        ? null
        : (out.length() > ONE_LINE ? lines : out).append(']').toString();
  }

  /** True where a piece outside of quotes has a sign that a shell may read. */
  private static boolean special(ShellWord word) {
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Literal literal && !literal.escaped()) {
        for (int i = 0; i < literal.value().length(); i++) {
          if ("*?[]{}~#".indexOf(literal.value().charAt(i)) >= 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean builtin(String name) {
    return switch (name) {
      case "",
          ".",
          ":",
          "alias",
          "bg",
          "break",
          "builtin",
          "cd",
          "command",
          "continue",
          "declare",
          "eval",
          "exec",
          "exit",
          "export",
          "fc",
          "fg",
          "getopts",
          "hash",
          "jobs",
          "let",
          "local",
          "popd",
          "pushd",
          "read",
          "readonly",
          "return",
          "set",
          "shift",
          "shopt",
          "source",
          "time",
          "times",
          "trap",
          "type",
          "typeset",
          "ulimit",
          "umask",
          "unset",
          "wait" ->
          true;
      default -> name.startsWith("-");
    };
  }

  /** False for bytes that JSON could not hold. */
  private static boolean utf8(String raw) {
    return SourceText.raw(SourceText.utf8(raw)).equals(raw);
  }

  /** A JSON string. */
  static String json(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
