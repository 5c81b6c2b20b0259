package dev.plinth.checks.instruction;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that need no shell. */
final class PlainCommand {
  private PlainCommand() {}

  /** The command as a JSON array; null where a shell is needed to run it. */
  static @Nullable String array(ShellScript script) {
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
    StringBuilder out = new StringBuilder("[");
    for (ShellWord word : words) {
      @Nullable String value = word.value();
      if (value == null || (word.bare() && special(value))) {
        return null;
      }
      out.append(out.length() > 1 ? ", " : "").append(json(SourceText.utf8(value)));
    }
    @Nullable String name = words.isEmpty() ? null : words.getFirst().value();
    return name == null || builtin(name) ? null : out.append(']').toString();
  }

  private static boolean special(String value) {
    for (int i = 0; i < value.length(); i++) {
      if ("*?[]{}~#".indexOf(value.charAt(i)) >= 0) {
        return true;
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
          "cd",
          "command",
          "eval",
          "exec",
          "exit",
          "export",
          "getopts",
          "local",
          "read",
          "readonly",
          "return",
          "set",
          "shift",
          "source",
          "trap",
          "type",
          "ulimit",
          "umask",
          "unset",
          "wait" ->
          true;
      default -> name.startsWith("-");
    };
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
