package dev.plinth.checks.instruction;

import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that a script uses and those that it sets itself. */
final class ShellVariables {
  private final List<WordPart.Parameter> uses = new ArrayList<>();
  private final Set<String> set = new HashSet<>();

  /** True where it reads a file of settings, which may set anything. */
  private boolean unknown;

  private ShellVariables() {}

  static ShellVariables of(ShellScript script) {
    ShellVariables variables = new ShellVariables();
    variables.list(script.list());
    return variables;
  }

  /** All uses, in order. */
  List<WordPart.Parameter> uses() {
    return uses;
  }

  /** True where it sets the name anywhere, or may do so. */
  boolean sets(String name) {
    return unknown || set.contains(name);
  }

  private void list(@Nullable ShellList list) {
    if (list == null) {
      return;
    }
    for (ShellList.Item item : list.items()) {
      for (ShellList.Pipeline pipeline : item.pipelines()) {
        pipeline.commands().forEach(this::command);
      }
    }
  }

  private void command(ShellCommand command) {
    if (command instanceof ShellCommand.Simple simple) {
      simple(simple);
    } else if (command instanceof ShellCommand.Group group) {
      list(group.list());
    } else if (command instanceof ShellCommand.Subshell subshell) {
      list(subshell.list());
    } else if (command instanceof ShellCommand.If choice) {
      for (ShellCommand.Branch branch : choice.branches()) {
        list(branch.condition());
        list(branch.body());
      }
      list(choice.otherwise());
    } else if (command instanceof ShellCommand.While loop) {
      list(loop.condition());
      list(loop.body());
    } else if (command instanceof ShellCommand.For loop) {
      set.add(loop.name());
      words(loop.words());
      list(loop.body());
    } else if (command instanceof ShellCommand.Case cases) {
      word(cases.word());
      for (ShellCommand.Arm arm : cases.arms()) {
        words(arm.patterns());
        list(arm.body());
      }
    } else if (command instanceof ShellCommand.Function function) {
      command(function.body());
    } else if (command instanceof ShellCommand.Test test) {
      words(test.words());
    }
    for (Redirection redirection : command.redirections()) {
      word(redirection.target());
      if (redirection.document() != null) {
        word(redirection.document().parts());
      }
    }
  }

  private void simple(ShellCommand.Simple command) {
    for (ShellCommand.Assignment assignment : command.assignments()) {
      set.add(assignment.name());
      word(assignment.value());
      words(assignment.array());
    }
    words(command.words());
    @Nullable String name = command.name();
    if (name == null) {
      return;
    }
    switch (name) {
      case "export",
          "local",
          "readonly",
          "declare",
          "typeset",
          "read",
          "mapfile",
          "readarray",
          "getopts",
          "printf" -> {
        for (ShellWord argument : command.arguments()) {
          String text = argument.pattern();
          int equals = text.indexOf('=');
          set.add(equals < 0 ? text : text.substring(0, equals));
        }
      }
      case ".", "source", "eval" -> {
        unknown = true;
      }
      default -> {
        // The others set nothing.
      }
    }
  }

  private void words(@Nullable List<ShellWord> words) {
    if (words != null) {
      words.forEach(this::word);
    }
  }

  private void word(@Nullable ShellWord word) {
    if (word != null) {
      parts(word.parts());
    }
  }

  private void parts(List<WordPart> parts) {
    for (WordPart part : parts) {
      if (part instanceof WordPart.Parameter parameter) {
        uses.add(parameter);
        if (parameter.operator().endsWith("=")) {
          set.add(parameter.name());
        }
        word(parameter.argument());
      } else if (part instanceof WordPart.DoubleQuoted quoted) {
        parts(quoted.parts());
      } else if (part instanceof WordPart.Substitution substitution) {
        list(substitution.list());
      } else if (part instanceof WordPart.ProcessSubstitution substitution) {
        list(substitution.list());
      }
    }
  }
}
