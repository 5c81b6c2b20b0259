package dev.plinth.checks.instruction;

import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simple commands of a script, wherever they stand, in order. */
final class ShellCommands {
  private final List<ShellCommand.Simple> found = new ArrayList<>();

  private ShellCommands() {}

  static List<ShellCommand.Simple> of(ShellScript script) {
    ShellCommands commands = new ShellCommands();
    commands.list(script.list());
    return commands.found;
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
      found.add(simple);
      for (ShellWord word : simple.words()) {
        parts(word.parts());
      }
      for (ShellCommand.Assignment assignment : simple.assignments()) {
        if (assignment.value() != null) {
          parts(assignment.value().parts());
        }
      }
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
      list(loop.body());
    } else if (command instanceof ShellCommand.Case cases) {
      for (ShellCommand.Arm arm : cases.arms()) {
        list(arm.body());
      }
    } else if (command instanceof ShellCommand.Function function) {
      command(function.body());
    }
  }

  private void parts(List<WordPart> parts) {
    for (WordPart part : parts) {
      if (part instanceof WordPart.DoubleQuoted quoted) {
        parts(quoted.parts());
      } else if (part instanceof WordPart.Substitution substitution) {
        list(substitution.list());
      }
    }
  }
}
